"""The judgements of an assessor: a TOML file beside the plan that survives every new memo.

    [memo]
    regio = "Zwinderland"
    beoordelaar = "A. Buijs"

    [regels."bb5/escalatieladder"]
    oordeel = "voldoet deels"
    opmerking = "Trede 3 is mondeling toegelicht."

    [regels."cz/uitsluitingsgronden".punten]
    "3. Belastingen zijn betaald" = { afgevinkt = true, opmerking = "Verklaring van 3 juni." }

resvtool only ever adds to the file, at its end; what people wrote stays as it is, to the letter.
"""

from __future__ import annotations

import difflib
import pathlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from resvtool.report.overview import ChecklistEntry, Judged, Judgement, Overview, PointJudgement, Verdict
from resvtool.report.overview.questions import checklist_points
from resvtool.report.overview.verdicts import CHECKLIST_KIND, VERDICT
from resvtool.rules.model import Rule, Ruleset

SUFFIX = ".memo.toml"
SHARED = "memo.toml"
_MEMO_KEYS = ("plan", "sha256", "regio", "beoordelaar", "conclusie", "toelichting")
_RULE_KEYS = ("oordeel", "opmerking", "punten")
_POINT_KEYS = ("afgevinkt", "opmerking")
_POINTS_HEAD = "# Vink een punt af door false te veranderen in true."
_VERDICTS = {VERDICT[v](lang): v for v in Verdict if v is not Verdict.OPEN for lang in ("nl", "en")}
_ALLOWED = ", ".join(f'"{VERDICT[v].nl}"' for v in Verdict if v is not Verdict.OPEN)
_HEAD = """\
# Oordelen bij {plan} (ruleset {ruleset}).
# Vul per regel een oordeel in: {allowed}.
# Laat het leeg ("") zolang er nog geen oordeel is. Een opmerking komt in het memo te staan.
# resvtool voegt alleen regels toe, onderaan; wat hier staat blijft staan.

[memo]
plan = {plan_text}
sha256 = "{sha256}"
regio = ""
beoordelaar = ""
conclusie = ""
toelichting = ""
"""


class JudgementsError(Exception):
    """The file with judgements is not right. Its text is one Dutch sentence: which file, what, what to do."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """What an assessor wrote: per rule a judgement, and about the memo as a whole."""

    rules: Mapping[str, Judgement] = field(default_factory=dict)
    memo: Mapping[str, str] = field(default_factory=dict)


def place_of(plan: pathlib.Path) -> pathlib.Path:
    """Return where the judgements of ``plan`` are kept: ``plan.memo.toml``, or else ``memo.toml`` beside it.

    Without either, where the first would be. A ``memo.toml`` that names another plan is not this one's.
    """
    own, shared = plan.with_name(plan.stem + SUFFIX), plan.with_name(SHARED)
    if own.is_file() or not shared.is_file():
        return own
    named = _parsed(shared).get("memo", {})
    of = named.get("plan") if isinstance(named, dict) else None
    return shared if of in (None, "", plan.name) else own


def read_judgements(path: pathlib.Path, ruleset: Ruleset) -> Judgements:
    """Return the judgements in ``path`` by the rules of ``ruleset``. Raises JudgementsError."""
    content = _parsed(path)
    _known(path, content, ("memo", "regels"), "deel")
    memo, rules = _table(path, content, "memo"), _table(path, content, "regels")
    _known(path, memo, _MEMO_KEYS, "sleutel in [memo]")
    texts = {key: _text(path, f"[memo] {key}", value) for key, value in memo.items()}
    return Judgements({i: _judgement(path, i, raw, ruleset) for i, raw in rules.items()}, texts)


def _parsed(path: pathlib.Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise JudgementsError(f"{path}: geen UTF-8; sla het bestand op als UTF-8") from error
    except OSError as error:
        raise JudgementsError(f"{path}: niet te lezen ({error.strerror})") from error
    except tomllib.TOMLDecodeError as error:
        raise JudgementsError(f"{path}: geen geldige TOML ({error})") from error


def _table(path: pathlib.Path, content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = content.get(name, {})
    if not isinstance(table, dict):
        raise JudgementsError(f"{path}: '{name}' moet een tabel zijn, begin met [{name}]")
    return table


def _known(path: pathlib.Path, content: Iterable[str], known: tuple[str, ...], what: str) -> None:
    for key in content:
        if key not in known:
            raise JudgementsError(f"{path}: {what} '{key}' is onbekend{_nearest(key, known)}")


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; bedoelt u '{close[0]}'?" if close else f"; bekend zijn: {', '.join(sorted(known)[:8])}"


def _text(path: pathlib.Path, where: str, value: object) -> str:
    if not isinstance(value, str):
        raise JudgementsError(f"{path}: {where} moet tekst tussen aanhalingstekens zijn")
    return value.strip()


def _judgement(path: pathlib.Path, rule_id: str, raw: object, ruleset: Ruleset) -> Judgement:
    rule = ruleset.rule(rule_id)
    if rule is None:
        names = [r.id for r in ruleset.rules]
        close = difflib.get_close_matches(rule_id, names, n=1, cutoff=0.4)
        hint = f"; bedoelt u '{close[0]}'?" if close else f"; zie resvtool rules --ruleset {ruleset.id}"
        raise JudgementsError(f"{path}: regel '{rule_id}' staat niet in ruleset {ruleset.id}{hint}")
    if not isinstance(raw, dict):
        raise JudgementsError(f'{path}: zet boven het oordeel over {rule_id} de kop [regels."{rule_id}"]')
    _known(path, raw, _RULE_KEYS, f"sleutel bij {rule_id}:")
    said = _text(path, f"het oordeel over {rule_id}", raw.get("oordeel", ""))
    if said and said.lower() not in _VERDICTS:
        raise JudgementsError(f"{path}: oordeel '{said}' over {rule_id} is onbekend; kies uit {_ALLOWED}")
    remark = _text(path, f"de opmerking bij {rule_id}", raw.get("opmerking", ""))
    points = _points(path, rule, raw.get("punten", {}))
    every = bool(points) and all(points.get(p.nl, PointJudgement()).ticked for p in checklist_points(rule))
    return Judgement(_VERDICTS[said.lower()] if said else Verdict.MEETS if every else None, remark, points)


def _points(path: pathlib.Path, rule: Rule, raw: object) -> dict[str, PointJudgement]:
    """Return what is said of the points of a checklist, by their Dutch words."""
    known = tuple(p.nl for p in checklist_points(rule)) if rule.check.kind == CHECKLIST_KIND else ()
    if not known and raw:
        raise JudgementsError(f"{path}: {rule.id} heeft geen punten om af te vinken; laat 'punten' daar weg")
    if not isinstance(raw, dict):
        raise JudgementsError(f'{path}: zet boven de punten bij {rule.id} de kop [regels."{rule.id}".punten]')
    _known(path, raw, known, f"punt bij {rule.id}:")
    return {point: _point(path, rule.id, point, said) for point, said in raw.items()}


def _point(path: pathlib.Path, rule_id: str, point: str, raw: object) -> PointJudgement:
    said = {"afgevinkt": raw} if isinstance(raw, bool) else raw
    if not isinstance(said, dict) or not isinstance(said.get("afgevinkt", False), bool):
        raise JudgementsError(f"{path}: zet bij het punt '{point}' van {rule_id} afgevinkt = true of false")
    _known(path, said, _POINT_KEYS, f"sleutel bij het punt '{point}' van {rule_id}:")
    remark = _text(path, f"de opmerking bij het punt '{point}' van {rule_id}", said.get("opmerking", ""))
    return PointJudgement(said.get("afgevinkt", False), remark)


def starter(overview: Overview, existing: str = "") -> str:
    """Return the file for this plan: ``existing`` to the letter, then an empty judgement for what lacks one.

    Asked are all points that the plan does not (wholly) meet, or that a person must judge; of a checklist
    each of its points. Raises JudgementsError when ``existing`` is written in a way that cannot be added to.
    """
    told = tomllib.loads(existing).get("regels", {}) if existing else {}
    asked = [*overview.findings, *overview.to_judge, *(c.judged for c in overview.checklist)]
    lists = {c.judged.rule.id: c for c in overview.checklist}
    text = existing if existing.endswith("\n") or not existing else existing + "\n"
    text = text or _head(overview)
    for judged in asked:
        rule_id = judged.rule.id
        text += "" if rule_id in told else _entry(judged)
        text += _missing_points(lists[rule_id], told.get(rule_id)) if rule_id in lists else ""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise JudgementsError(
            f'dit is niet aan te vullen ({error}); geef elke regel een kop: [regels."NAAM"]'
        ) from error
    return text


def _head(overview: Overview) -> str:
    document, ruleset = overview.assessment.document, overview.assessment.ruleset
    plan = pathlib.PurePath(document.path).name
    name = "".join(c if c.isprintable() else "?" for c in plan)
    return _HEAD.format(
        plan=name, ruleset=ruleset.id, allowed=_ALLOWED, plan_text=_quoted(plan), sha256=document.sha256
    )


def _quoted(text: str) -> str:
    escaped = "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in text)
    return f'"{escaped}"'


def _entry(judged: Judged) -> str:
    found = VERDICT[judged.verdict].nl
    return (
        f'\n# {judged.rule.title.nl} (resvtool: {found})\n[regels."{judged.rule.id}"]\noordeel = ""\nopmerking = ""\n'
    )


def _missing_points(entry: ChecklistEntry, told: Mapping[str, Any] | None) -> str:
    """Return the points of a checklist that are not in the file yet; a single one is judged with its rule."""
    rule, known = entry.judged.rule, (told or {}).get("punten", {})
    missing = [p.text.nl for p in entry.points if p.text.nl not in known]
    if len(entry.points) < 2 or not missing:
        return ""
    head = f'regels."{rule.id}".punten'
    if known:  # A table cannot be opened twice: each point gets a head of its own.
        return "".join(f'\n[{head}.{_quoted(p)}]\nafgevinkt = false\nopmerking = ""\n' for p in missing)
    lines = "".join(f'{_quoted(p)} = {{ afgevinkt = false, opmerking = "" }}\n' for p in missing)
    return f"\n{_POINTS_HEAD}\n[{head}]\n{lines}"
