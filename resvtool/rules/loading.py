"""Loading rulesets: YAML files to rules, with errors that name file, line and key.

A ruleset is a folder with ``ruleset.yaml`` (id, name, version, extends) and one file a rule. An extending
ruleset adds rules, or changes fields of a rule of the ruleset below it by a file with ``changes: ID``.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatch
from typing import Any

from resvtool.language.lexicon import Lexicon, LexiconError
from resvtool.language.terms import TermError, parse_term
from resvtool.locating.witness import Weights
from resvtool.rules.model import Alternative, Check, Condition, Examples, Rule, Ruleset, RulesetError, Severity, Text
from resvtool.rules.places import builtin_folder, builtin_weights, is_ruleset
from resvtool.rules.rule_files import at, read_rule_file
from resvtool.rules.schema import change_schema, new_rule_schema, ruleset_schema
from resvtool.schemas import Schema, fault

_CHECK_KEYS = {"kind", "terms", "evidence"}


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
    layer = _Layer(meta["id"], lexicon, examples)
    if base:
        layer.rules.update({rule.id: rule for rule in base.rules})
        layer.off.update({rule.id: rule for rule in base.disabled})
    for path in _rule_files(folder):
        layer.take(path)
    _check_gates(folder, meta, [*layer.rules, *layer.off])
    gated = {rule_id: _gated(rule, meta) for rule_id, rule in layer.rules.items()}
    return Ruleset(
        id=meta["id"],
        name=meta.get("name", meta["id"]),
        version=str(meta.get("version", "0")),
        rules=tuple(sorted(gated.values(), key=_order)),
        disabled=tuple(sorted(layer.off.values(), key=_order)),
        lexicon=lexicon,
        layers=(*(base.layers if base else ()), meta["id"]),
        dates=tuple(meta.get("dates") or (base.dates if base else ())),
        weights=_weights(base, own, meta["id"], gated),
    )


def _rule_files(folder: pathlib.Path) -> list[pathlib.Path]:
    """Return the rule files of a ruleset: all YAML in it but its lexicon, and other rulesets in folders below."""
    others = {p.parent for p in folder.rglob("ruleset.yaml")} - {folder}
    paths = sorted(p for suffix in ("yaml", "yml") for p in folder.rglob(f"*.{suffix}"))
    return [
        p
        for p in paths
        if p != folder / "ruleset.yaml" and folder / "lexicon" not in p.parents and others.isdisjoint(p.parents)
    ]


def _weights(base: Ruleset | None, own: list[pathlib.Path], layer: str, rules: Mapping[str, Rule]) -> Weights | None:
    """Return the weights of the second witness; it has no say on what a ruleset of one's own checks otherwise."""
    changed = {r.id for r in rules.values() if layer in (r.layers.get("rule"), r.layers.get("check"))} if own else set()
    weights = builtin_weights()
    known = rules if base is None or not own or base.weights is None else base.weights.rules
    return weights.only(i for i in rules if i in known and i not in changed) if weights else None


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
    if is_ruleset(folder) and pathlib.PurePath(name).name == name:
        return folder
    places = [beside / name, beside.parent / name] if beside else []
    for place in [*places, pathlib.Path(name)]:
        if is_ruleset(place):
            return place
    near = get_close_matches(name, builtin_rulesets(), n=1)
    hint = f"; bedoelt u '{near[0]}'?" if near else f"; kies uit {', '.join(builtin_rulesets())} of een map"
    raise RulesetError(f"onbekende ruleset '{name}': geen meegeleverde naam en geen map met ruleset.yaml{hint}")


def _meta(folder: pathlib.Path) -> dict[str, Any]:
    path = folder / "ruleset.yaml"
    meta = read_rule_file(path)
    _check_form(path, meta, ruleset_schema())
    return meta


def _check_form(path: pathlib.Path, content: Any, schema: Schema) -> None:
    wrong = fault(content, schema)
    if wrong:
        raise RulesetError(at(path, wrong.place, wrong.problem))


def _check_gates(folder: pathlib.Path, meta: Mapping[str, Any], known: list[str]) -> None:
    """Refuse a name under ``gates`` or ``not_gates`` that no rule has: it would silently gate nothing."""
    for key in ("gates", "not_gates"):
        for number, name in enumerate(meta.get(key) or ()):
            if not any(fnmatch(rule_id, name) for rule_id in known):
                problem = f"'{name}' onder '{key}' is geen regel van deze ruleset{_nearest(name, known)}"
                raise RulesetError(at(folder / "ruleset.yaml", [key, number], problem))


def _gated(rule: Rule, meta: Mapping[str, Any]) -> Rule:
    gates, exempt = meta.get("gates") or [], meta.get("not_gates") or []
    named = any(fnmatch(rule.id, g) for g in gates) and not any(fnmatch(rule.id, g) for g in exempt)
    if named and not rule.gate and rule.severity is not Severity.INFO:
        return replace(rule, gate=True, layers={**rule.layers, "gate": meta["id"]})
    return rule


# ---------------------------------------------------------------------- one file


@dataclass
class _Layer:
    """The rules of a ruleset while it is loaded: those that hold, and those that are switched off."""

    name: str
    lexicon: Lexicon
    examples: bool
    rules: dict[str, Rule] = field(default_factory=dict)
    off: dict[str, Rule] = field(default_factory=dict)

    def take(self, path: pathlib.Path) -> None:
        """Add the rule in ``path``, or change the one it names. Raises RulesetError."""
        content = read_rule_file(path, self.examples)
        if not self.examples:
            content.pop("examples", None)
        if "changes" in content:
            _check_form(path, content, change_schema())
            self._change(path, content)
            return
        _check_form(path, content, new_rule_schema())
        rule = self._made(path, content)
        if rule.id in self.rules or rule.id in self.off:
            raise RulesetError(at(path, ["id"], f"regel '{rule.id}' bestaat al; gebruik 'changes: {rule.id}'"))
        self.rules[rule.id] = rule

    def _change(self, path: pathlib.Path, content: dict[str, Any]) -> None:
        target = content["changes"]
        rule = self.rules.get(target) or self.off.get(target)
        if rule is None:
            hint = _nearest(target, [*self.rules, *self.off])
            raise RulesetError(at(path, ["changes"], f"regel '{target}' bestaat niet in de ruleset eronder{hint}"))
        fields = self._fields(path, content)
        named = [*fields, *(["disabled"] if "disabled" in content else [])]
        changed = replace(rule, **fields, layers={**rule.layers, **dict.fromkeys(named, self.name)})
        off = content.get("disabled", target in self.off)
        self.rules.pop(target, None)
        self.off.pop(target, None)
        (self.off if off else self.rules)[target] = changed

    def _made(self, path: pathlib.Path, content: dict[str, Any]) -> Rule:
        fields = {**self._fields(path, content), "id": content["id"], "layers": {"rule": self.name}}
        return Rule(**fields)

    def _fields(self, path: pathlib.Path, content: dict[str, Any]) -> dict[str, Any]:
        """Return the fields of a rule that ``content``, of the right form, sets."""
        fields: dict[str, Any] = {}
        for key in content.keys() - {"id", "changes", "disabled"}:
            raw = content[key]
            match key:
                case "title" | "need" | "advice":
                    fields[key] = _text(raw)
                case "severity":
                    fields[key] = Severity(raw)
                case "check":
                    fields[key] = _check(path, raw, self.lexicon)
                case "when":
                    fields[key] = _condition(path, raw, content.get("check", {}), self.lexicon)
                case "examples":
                    fields[key] = Examples(tuple(raw.get("pass", ())), tuple(raw.get("fail", ())))
                case "differences":
                    fields[key] = tuple(raw)
                case _:
                    fields[key] = raw
        return fields


def _check(path: pathlib.Path, raw: dict[str, Any], lexicon: Lexicon) -> Check:
    terms = _terms(raw)
    evidence = _alternatives(raw.get("evidence", ()))
    settings = {k: v for k, v in raw.items() if k not in _CHECK_KEYS}
    for name in ("needs", "said_by"):
        if name in raw:
            settings[name] = _alternatives(raw[name])
    try:
        wider = lexicon.extended(terms)
        besides = [*settings.get("needs", ()), *settings.get("said_by", ())]
        _known(wider, *evidence, *besides, Alternative(all=tuple(raw.get("denied_by", ()))))
    except (LexiconError, TermError) as error:
        raise RulesetError(at(path, ["check"], str(error))) from error
    return Check(raw["kind"], {n: wider.terms(n) for n in terms}, evidence, settings)


def _terms(check: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(map(str, terms)) for name, terms in check.get("terms", {}).items()}


def _known(lexicon: Lexicon, *alternatives: Alternative) -> None:
    """Raise LexiconError when an alternative names a concept that nobody knows."""
    for one in alternatives:
        for entry in (*one.all, *one.own, *one.under, *one.none, *one.outside, *one.table):
            for name in entry.partition(">=")[0].split("|"):
                lexicon.terms(name.strip())


def _condition(path: pathlib.Path, raw: Any, check: Mapping[str, Any], lexicon: Lexicon) -> Condition | None:
    if raw is None:
        return None
    found, unless = _alternatives(raw.get("any", ())), _alternatives(raw.get("unless", ()))
    try:
        _known(lexicon.extended(_terms(check)), *found, *unless)
    except (LexiconError, TermError) as error:
        raise RulesetError(at(path, ["when"], str(error))) from error
    return Condition(_text(raw["text"]), found, unless, tuple(raw.get("facts", ())))


def _alternatives(raw: Iterable[Any]) -> tuple[Alternative, ...]:
    """Return alternatives as a rule file writes them: each a list of concepts, or a group of its fields."""
    return tuple(map(_alternative, raw))


def _alternative(raw: list[str] | dict[str, Any]) -> Alternative:
    if isinstance(raw, list):
        return Alternative(all=tuple(raw))
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
    return Alternative(**fields)


def _text(raw: Any) -> Text:
    if isinstance(raw, str):
        return Text(raw.strip(), raw.strip())
    return Text(raw["nl"].strip(), raw["en"].strip())


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"; bedoelt u '{near[0]}'?" if near else ""
