"""Loading rulesets: YAML files to rules, with errors that name file, line and key.

A ruleset is a folder with ``ruleset.yaml`` (id, name, version, extends) and one file a rule. An extending
ruleset adds rules, or changes fields of a rule of the ruleset below it by a file with ``changes: ID``.
"""

from __future__ import annotations

import importlib.resources
import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatch
from functools import lru_cache
from typing import Any

from resvtool.language.lexicon import Lexicon, LexiconError
from resvtool.language.terms import TermError, parse_term
from resvtool.locating.passages import Window
from resvtool.locating.witness import Weights, load_weights
from resvtool.rules.model import Alternative, Check, Condition, Examples, Rule, Ruleset, Severity, Text
from resvtool.rules.rule_files import RulesetError, at, read_rule_file

_RULE_KEYS = {
    "id",
    "block",
    "title",
    "need",
    "advice",
    "source",
    "severity",
    "gate",
    "derived",
    "when",
    "check",
    "examples",
    "differences",
}
_CHANGE_KEYS = {"changes", "disabled", *_RULE_KEYS} - {"id"}
_RULESET_KEYS = {"id", "name", "version", "extends", "gates", "not_gates", "dates", "settings"}
_ALTERNATIVE_KEYS = {
    "all",
    "own",
    "under",
    "none",
    "outside",
    "table",
    "rows",
    "window",
    "min_words",
    "accepts",
    "weak",
}
_CONDITION_KEYS = {"text", "any", "unless"}
_CHECK_KEYS = {"kind", "terms", "evidence"}
KINDS = (
    "checklist",
    "compensation",
    "date",
    "describes",
    "each",
    "forbids",
    "outline",
    "quantity",
    "totals",
)
_ACCEPTS = ("negated", "deferred", "placeholder", "elsewhere", "past", "glossary", "contents", "question", "any")


def builtin_folder() -> pathlib.Path:
    """Return the folder of the rulesets that come with resvtool (checkout or wheel)."""
    checkout = pathlib.Path(__file__).resolve().parents[2] / "rulesets"
    if checkout.is_dir():
        return checkout
    return pathlib.Path(str(importlib.resources.files("resvtool"))) / "data" / "rulesets"


def load_lexicon(folders: Iterable[pathlib.Path] = ()) -> Lexicon:
    """Return the built-in lexicon, extended by the ``lexicon`` folders of ``folders``."""
    raw: dict[str, list[str]] = {}
    for folder in (builtin_folder(), *folders):
        for path in sorted((folder / "lexicon").glob("*.yaml")):
            content = read_rule_file(path)
            for name, terms in content.items():
                if not isinstance(terms, list) or not all(isinstance(t, str) for t in terms):
                    raise RulesetError(at(path, [name], f"begrip '{name}' moet een lijst van termen zijn"))
                _parse_all(path, name, terms)
                raw[name] = [*raw.get(name, []), *terms]
    try:
        return Lexicon.of(raw)
    except (LexiconError, TermError) as error:
        raise RulesetError(f"lexicon: {error}") from error


def _parse_all(path: pathlib.Path, name: str, terms: Iterable[str]) -> None:
    for term in terms:
        if not term.startswith("@"):
            try:
                parse_term(term.removeprefix("!"))
            except TermError as error:
                raise RulesetError(at(path, [name], str(error))) from error


def load_ruleset(
    name: str, examples: bool = False, beside: pathlib.Path | None = None, above: tuple[pathlib.Path, ...] = ()
) -> Ruleset:
    """Return the ruleset ``name``: a built-in one, or the path of a folder.

    ``examples`` keeps the example texts (they are dropped otherwise, to spare memory). ``beside`` is the
    folder of the ruleset that extends this one, against which its path is read too; ``above`` holds the
    rulesets on the way here. Raises RulesetError when it does not exist, is not right or extends itself.
    """
    folder = _folder(name, beside)
    if folder.resolve() in above:
        raise RulesetError(
            at(folder / "ruleset.yaml", ["extends"], "deze ruleset bouwt (via een andere) op zichzelf voort")
        )
    meta = _meta(folder)
    higher = (*above, folder.resolve())
    base = load_ruleset(meta["extends"], examples, folder, higher) if meta.get("extends") else None
    own = [] if folder.parent == builtin_folder() else [folder]
    lexicon = load_lexicon(own) if base is None or own else base.lexicon
    rules: dict[str, Rule] = {rule.id: rule for rule in base.rules} if base else {}
    for path in sorted(folder.rglob("*.yaml")):
        if path.name == "ruleset.yaml" or "lexicon" in path.relative_to(folder).parts:
            continue
        _take(path, rules, meta["id"], lexicon, examples)
    gated = {rule_id: _gated(rule, meta) for rule_id, rule in rules.items()}
    return Ruleset(
        id=meta["id"],
        name=meta.get("name", meta["id"]),
        version=str(meta.get("version", "0")),
        rules=tuple(sorted(gated.values(), key=_order)),
        lexicon=lexicon,
        layers=(*(base.layers if base else ()), meta["id"]),
        dates=tuple(meta.get("dates") or (base.dates if base else ())),
        settings={**(base.settings if base else {}), **(meta.get("settings") or {})},
        weights=_weights(base, own, meta["id"], gated),
    )


def _weights(base: Ruleset | None, own: list[pathlib.Path], layer: str, rules: Mapping[str, Rule]) -> Weights | None:
    """Return the weights of the second witness; it has no say on what a ruleset of one's own checks otherwise."""
    changed = {r.id for r in rules.values() if layer in (r.layers.get("rule"), r.layers.get("check"))} if own else set()
    weights = _builtin_weights()
    known = rules if base is None or not own or base.weights is None else base.weights.rules
    return weights.only(i for i in rules if i in known and i not in changed) if weights else None


def _builtin_weights() -> Weights | None:
    try:
        return load_weights(builtin_folder() / "witness")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RulesetError(f"{builtin_folder() / 'witness'}: gewichten niet te lezen ({error})") from error


@lru_cache(maxsize=1)
def load_differences() -> tuple[dict[str, Any], ...]:
    """Return the topics on which the sources differ, from ``rulesets/verschillen.yaml``."""
    return tuple(read_rule_file(builtin_folder() / "verschillen.yaml")["differences"])


def differences_of(rule_id: str, layers: Iterable[str]) -> list[dict[str, Any]]:
    """Return the topics on which the sources differ that rule ``rule_id`` depends on under these layers."""
    own = set(layers)
    return [d for d in load_differences() if rule_id in d["rules"] and own & set(d["rulesets"])]


def builtin_rulesets() -> list[str]:
    """Return the names of the rulesets that come with resvtool."""
    return sorted(p.parent.name for p in builtin_folder().glob("*/ruleset.yaml"))


def builtin_rule_ids() -> list[str]:
    """Return the ids of the rules that come with resvtool, told from their places: none is loaded."""
    folder = builtin_folder()
    paths = [p for name in builtin_rulesets() for p in (folder / name).rglob("*.yaml") if p.name != "ruleset.yaml"]
    own = [p for p in paths if "\nchanges:" not in "\n" + p.read_text(encoding="utf-8")]
    return sorted(p.relative_to(folder).with_suffix("").as_posix().removeprefix("landelijk/") for p in own)


def _order(rule: Rule) -> tuple[int, str, str]:
    return (rule.block, "" if rule.id.startswith(("plan/", "bb")) else rule.id.split("/")[0], rule.id)


def _folder(name: str, beside: pathlib.Path | None = None) -> pathlib.Path:
    folder = builtin_folder() / name
    if (folder / "ruleset.yaml").is_file() and pathlib.PurePath(name).name == name:
        return folder
    places = [beside / name, beside.parent / name] if beside else []
    for place in [*places, pathlib.Path(name)]:
        if (place / "ruleset.yaml").is_file():
            return place
    near = get_close_matches(name, builtin_rulesets(), n=1)
    hint = f"; bedoelt u '{near[0]}'?" if near else f"; kies uit {', '.join(builtin_rulesets())} of een map"
    raise RulesetError(f"onbekende ruleset '{name}': geen meegeleverde naam en geen map met ruleset.yaml{hint}")


def _meta(folder: pathlib.Path) -> dict[str, Any]:
    path = folder / "ruleset.yaml"
    meta = read_rule_file(path)
    _no_unknown(path, [], meta, _RULESET_KEYS)
    if "id" not in meta:
        raise RulesetError(at(path, [], "sleutel 'id' ontbreekt"))
    for key, kind, form in (
        ("id", str, "een naam"),
        ("extends", str, "een naam of map"),
        ("gates", list, "een lijst"),
        ("not_gates", list, "een lijst"),
        ("dates", list, "een lijst"),
        ("settings", dict, "sleutels met waarden"),
    ):
        if meta.get(key) is not None and not isinstance(meta[key], kind):
            raise RulesetError(at(path, [key], f"'{key}' moet {form} zijn"))
    if not all(isinstance(d, dict) and {"date", "nl", "en"} <= d.keys() for d in meta.get("dates") or []):
        raise RulesetError(at(path, ["dates"], "elke datum heeft 'date', 'nl' en 'en'"))
    return meta


def _gated(rule: Rule, meta: Mapping[str, Any]) -> Rule:
    gates, exempt = meta.get("gates") or [], meta.get("not_gates") or []
    named = any(fnmatch(rule.id, g) for g in gates) and not any(fnmatch(rule.id, g) for g in exempt)
    if named and not rule.gate and rule.severity is not Severity.INFO:
        return replace(rule, gate=True, layers={**rule.layers, "gate": meta["id"]})
    return rule


# ---------------------------------------------------------------------- one file


def _take(path: pathlib.Path, rules: dict[str, Rule], layer: str, lexicon: Lexicon, examples: bool) -> None:
    try:
        _take_checked(path, rules, layer, lexicon, examples)
    except (TypeError, AttributeError, ValueError, KeyError) as error:
        problem = f"een waarde heeft de verkeerde vorm ({error}); vergelijk met rule.schema.json"
        raise RulesetError(at(path, [], problem)) from error


def _take_checked(path: pathlib.Path, rules: dict[str, Rule], layer: str, lexicon: Lexicon, examples: bool) -> None:
    content = read_rule_file(path, examples)
    if "changes" in content:
        _no_unknown(path, [], content, _CHANGE_KEYS)
        target = content["changes"]
        if target not in rules:
            near = get_close_matches(str(target), list(rules), n=1)
            hint = f"; bedoelt u '{near[0]}'?" if near else ""
            raise RulesetError(at(path, ["changes"], f"regel '{target}' bestaat niet in de ruleset eronder{hint}"))
        if content.get("disabled"):
            del rules[target]
            return
        rules[target] = _changed(path, rules[target], content, layer, lexicon, examples)
        return
    _no_unknown(path, [], content, _RULE_KEYS)
    for key in ("id", "block", "title", "need", "advice", "source", "severity", "check"):
        if key not in content:
            raise RulesetError(at(path, [], f"sleutel '{key}' ontbreekt"))
    rule = _rule(path, content, layer, lexicon, examples)
    if rule.id in rules:
        raise RulesetError(at(path, ["id"], f"regel '{rule.id}' bestaat al; gebruik 'changes: {rule.id}'"))
    rules[rule.id] = rule


def _rule(path: pathlib.Path, content: dict[str, Any], layer: str, lexicon: Lexicon, examples: bool) -> Rule:
    block = content["block"]
    if not isinstance(block, int) or not 0 <= block <= 7:
        raise RulesetError(at(path, ["block"], "'block' moet een getal van 0 tot en met 7 zijn"))
    return Rule(
        id=str(content["id"]),
        block=block,
        title=_text(path, ["title"], content["title"]),
        need=_text(path, ["need"], content["need"]),
        advice=_text(path, ["advice"], content["advice"]),
        source=_source(path, content["source"]),
        severity=_severity(path, content["severity"]),
        check=_check(path, content["check"], lexicon),
        gate=bool(content.get("gate", False)),
        derived=bool(content.get("derived", False)),
        when=_condition(path, content.get("when"), content["check"], lexicon),
        examples=_examples(path, content.get("examples")) if examples else Examples(),
        layers={"rule": layer},
        differences=tuple(content.get("differences") or ()),
    )


def _changed(
    path: pathlib.Path, rule: Rule, content: dict[str, Any], layer: str, lexicon: Lexicon, examples: bool
) -> Rule:
    fields: dict[str, Any] = {}
    for key in content.keys() - {"changes", "disabled"}:
        match key:
            case "title" | "need" | "advice":
                fields[key] = _text(path, [key], content[key])
            case "source":
                fields[key] = {**rule.source, **_source(path, content[key])}
            case "severity":
                fields[key] = _severity(path, content[key])
            case "check":
                fields[key] = _check(path, content[key], lexicon)
            case "when":
                fields[key] = _condition(path, content[key], content.get("check", {}), lexicon)
            case "examples":
                fields[key] = _examples(path, content[key]) if examples else Examples()
            case "differences":
                fields[key] = tuple(content[key])
            case _:
                fields[key] = content[key]
    return replace(rule, **fields, layers={**rule.layers, **dict.fromkeys(fields, layer)})


def _check(path: pathlib.Path, raw: Any, lexicon: Lexicon) -> Check:
    if not isinstance(raw, dict) or "kind" not in raw:
        raise RulesetError(at(path, ["check"], "'check' moet een 'kind' hebben"))
    if raw["kind"] not in KINDS:
        raise RulesetError(at(path, ["check", "kind"], f"onbekend '{raw['kind']}'; kies uit {', '.join(KINDS)}"))
    terms = _terms(path, raw.get("terms") or {})
    try:
        wider = lexicon.extended(terms)
        evidence = tuple(_alternative(path, ["check", "evidence"], a) for a in raw.get("evidence") or ())
        _known(evidence, wider)
    except (LexiconError, TermError) as error:
        raise RulesetError(at(path, ["check"], str(error))) from error
    settings = {k: v for k, v in raw.items() if k not in _CHECK_KEYS}
    return Check(raw["kind"], {n: wider.terms(n) for n in terms}, evidence, settings)


def _terms(path: pathlib.Path, raw: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(raw, dict):
        raise RulesetError(at(path, ["check", "terms"], "'terms' moet per begrip een lijst van termen geven"))
    for name, terms in raw.items():
        place = ["check", "terms", str(name)]
        if not isinstance(terms, list):
            raise RulesetError(at(path, place, f"begrip '{name}' moet een lijst van termen zijn"))
        for term in terms:
            if not isinstance(term, str) and (isinstance(term, bool) or not isinstance(term, int)):
                raise RulesetError(at(path, place, f"term {term!r} is geen tekst; zet hem tussen aanhalingstekens"))
    return {str(name): tuple(map(str, terms)) for name, terms in raw.items()}


def _known(alternatives: Iterable[Alternative], lexicon: Lexicon) -> None:
    for alternative in alternatives:
        for entry in (
            *alternative.all,
            *alternative.own,
            *alternative.under,
            *alternative.none,
            *alternative.outside,
            *alternative.table,
        ):
            for name in entry.partition(">=")[0].split("|"):
                lexicon.terms(name.strip())


def _condition(path: pathlib.Path, raw: Any, check: Any, lexicon: Lexicon) -> Condition | None:
    if raw is None:
        return None
    if not isinstance(raw, dict) or "text" not in raw:
        raise RulesetError(at(path, ["when"], "'when' moet een 'text' hebben"))
    _no_unknown(path, ["when"], raw, _CONDITION_KEYS)
    found = tuple(_alternative(path, ["when", "any"], a) for a in raw.get("any") or ())
    unless = tuple(_alternative(path, ["when", "unless"], a) for a in raw.get("unless") or ())
    terms = _terms(path, (check.get("terms") or {}) if isinstance(check, dict) else {})
    try:
        _known((*found, *unless), lexicon.extended(terms))
    except (LexiconError, TermError) as error:
        raise RulesetError(at(path, ["when"], str(error))) from error
    return Condition(_text(path, ["when", "text"], raw["text"]), found, unless)


def _alternative(path: pathlib.Path, place: list[str], raw: Any) -> Alternative:
    if isinstance(raw, list):
        return Alternative(all=tuple(map(str, raw)))
    if not isinstance(raw, dict):
        raise RulesetError(
            at(path, place, "een bewijsvorm is een lijst van begrippen of een blok met 'all', 'own', ...")
        )
    _no_unknown(path, place, raw, _ALTERNATIVE_KEYS)
    fields: dict[str, Any] = {k: tuple(map(str, v)) if isinstance(v, list) else v for k, v in raw.items()}
    if fields.get("window", "paragraph") not in list(Window):
        raise RulesetError(at(path, [*place, "window"], f"onbekend venster; kies uit {', '.join(Window)}"))
    for name in fields.get("accepts", ()):
        if name not in _ACCEPTS:
            raise RulesetError(at(path, [*place, "accepts"], f"onbekend '{name}'; kies uit {', '.join(_ACCEPTS)}"))
    return Alternative(**fields)


def _text(path: pathlib.Path, place: list[str], raw: Any) -> Text:
    if isinstance(raw, str):
        return Text(raw.strip(), raw.strip())
    if isinstance(raw, dict) and set(raw) == {"nl", "en"}:
        return Text(str(raw["nl"]).strip(), str(raw["en"]).strip())
    raise RulesetError(at(path, place, f"'{place[-1]}' moet een zin zijn, of nl en en"))


def _source(path: pathlib.Path, raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict) or not raw:
        raise RulesetError(at(path, ["source"], "'source' noemt per document de plaats"))
    return {str(k): str(v) for k, v in raw.items()}


def _severity(path: pathlib.Path, raw: Any) -> Severity:
    try:
        return Severity(raw)
    except ValueError:
        raise RulesetError(at(path, ["severity"], f"onbekend '{raw}'; kies uit {', '.join(Severity)}")) from None


def _examples(path: pathlib.Path, raw: Any) -> Examples:
    if raw is None:
        return Examples()
    _no_unknown(path, ["examples"], raw, {"pass", "fail"})
    return Examples(tuple(map(str, raw.get("pass") or ())), tuple(map(str, raw.get("fail") or ())))


# ---------------------------------------------------------------------- errors with a place


def _no_unknown(path: pathlib.Path, place: list[str], raw: Mapping[str, Any], known: set[str]) -> None:
    for key in raw:
        if key not in known:
            near = get_close_matches(str(key), sorted(known), n=1)
            hint = f"; bedoelt u '{near[0]}'?" if near else f"; bekend zijn {', '.join(sorted(known))}"
            raise RulesetError(at(path, [*place, str(key)], f"onbekende sleutel '{key}'{hint}"))
