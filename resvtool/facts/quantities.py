"""The facts that a ``quantity`` check can ask for, by name.

In: :class:`Numbers`. Out: :class:`Quantity`: what was stated, the surest first, in percents or counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resvtool.facts.coverage import CORE, OTHER_KEYS, Coverage, Measure
from resvtool.facts.lines import Line
from resvtool.facts.percentages import How
from resvtool.facts.professions import ALLIED, DISCIPLINES, GP, NURSING, PHARMACY

if TYPE_CHECKING:
    from resvtool.facts.numbers import Numbers


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated number from ``low`` to ``high`` (the same when exact), its line and how it was read.

    ``doubt`` says in Dutch and English why a person must look ("" when sure).
    """

    low: float
    high: float
    line: Line
    how: str
    name: str = ""
    doubt: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a plan states of a fact. ``each`` means all of ``stated`` must hold; ``near`` came nearest."""

    stated: tuple[Stated, ...] = ()
    unit: str = "%"
    each: bool = False
    near: Line | None = None
    other: tuple[str, str] | None = None
    notes: tuple[str, ...] = field(default=())


def quantity_of(numbers: Numbers, fact: str, at_least: float) -> Quantity:
    """Return what the plan states of ``fact``. Raises KeyError for an unknown fact."""
    return FACTS[fact](numbers, at_least)


def _share(
    key: str, wanted: tuple[Measure, ...], other: tuple[str, str] | None = None
) -> Callable[[Numbers, float], Quantity]:
    def fact(numbers: Numbers, at_least: float) -> Quantity:
        own = [c for c in numbers.coverages if c.key == key and not c.aim]
        return _chosen(own, wanted, other)

    return fact


def _chosen(own: list[Coverage], wanted: tuple[Measure, ...], other: tuple[str, str] | None) -> Quantity:
    right = [c for c in own if c.measure in wanted]
    firm = [c for c in right if c.share.how not in (How.VAGUE, How.ALL)]
    right = firm or right
    if right:
        best = max(c.score for c in right)
        kept = [c for c in right if c.score >= best - 1] if best >= 3 else right[:1]
        mandated = [c for c in kept if c.mandate]
        ordered = [*mandated, *(c for c in kept if c not in mandated)]
        return Quantity(tuple(_stated(c) for c in ordered))
    if own:
        return Quantity(near=own[0].line, other=other)
    return Quantity()


def _stated(coverage: Coverage) -> Stated:
    share = coverage.share
    doubt = None
    if share.conflict:
        doubt = ("aantallen en percentage verschillen", "counts and percentage differ")
    return Stated(share.low, share.high, coverage.line, how_of(coverage), coverage.key, doubt)


def how_of(coverage: Coverage) -> str:
    """Return how a share was read, in Dutch: "98 van 112 aanbieders"."""
    share = coverage.share
    unit = "" if coverage.measure is Measure.UNKNOWN else f" {coverage.measure.value}"
    if share.part is not None and share.whole is not None:
        return f"{share.part:g} van {share.whole:g}{unit}"
    return {How.VAGUE: "in woorden, vaag", How.WORDS: "in woorden", How.ALL: "alle"}.get(share.how, "percentage") + (
        f" van{unit}" if unit else ""
    )


_MENZIS_ALLIED = ("fysiotherapie", "ergotherapie", "diëtetiek")


def _allied(numbers: Numbers, at_least: float) -> Quantity:
    """Allied care: a share of all, or of each of the three disciplines that Menzis names."""
    found = [c for c in numbers.coverages if not c.aim]
    denied = [line for line in numbers.reader.lines if _denies_allied(line)]
    whole = [c for c in found if c.key == ALLIED]
    parts = {k: next((c for c in found if c.key == k and c.score >= 3), None) for k in DISCIPLINES}
    known = [c for k in _MENZIS_ALLIED if (c := parts[k]) is not None]
    firm = [c for c in whole if c.share.how is not How.VAGUE]
    if firm and not denied:
        return _chosen(firm, tuple(Measure), None)
    if len(known) == len(_MENZIS_ALLIED) and not denied:
        counted = [(c.share.part, c.share.whole) for c in known]
        if all(p is not None and w for p, w in counted):
            percent = 100 * sum(p or 0 for p, _ in counted) / sum(w or 0 for _, w in counted)
            how = "drie disciplines samen: " + ", ".join(f"{c.key} {how_of(c)}" for c in known)
            return Quantity((Stated(percent, percent, known[0].line, how, ALLIED),))
        return Quantity(tuple(_stated(c) for c in known), each=True)
    if known or denied:
        missing = [k for k in _MENZIS_ALLIED if parts[k] is None]
        note = (f"geen aandeel voor {', '.join(missing)}", f"no share for {', '.join(missing)}")
        return Quantity(near=known[0].line if known else denied[0], other=note)
    return _chosen(whole, tuple(Measure), None)


_DENIES_ALLIED = re.compile(
    r"(?:ergotherap\w*|di[eë]tist\w*|diëtetiek|fysio\w*)[^.;|,]{0,40}\b(?:niet|nog niet|geen)\b[^.;|,]{0,20}"
    r"(?:aangesloten|lid|mandaat|mee|vertegenwoordigd)",
    re.IGNORECASE,
)


def _denies_allied(line: Line) -> bool:
    """Whether a line says that dietitians, occupational therapists or physiotherapists do not take part."""
    return bool(_DENIES_ALLIED.search(line.text))


def _others(numbers: Numbers, at_least: float) -> Quantity:
    """Each other discipline; below 75 percent an aim of 75 must be stated (Zilveren Kruis, Kernspelers)."""
    best: dict[str, Coverage] = {}
    for c in numbers.coverages:
        providers = c.measure in (Measure.PROVIDERS, Measure.UNKNOWN)
        if (
            c.key in OTHER_KEYS
            and c.key not in CORE
            and not c.aim
            and providers
            and (c.key not in best or c.score > best[c.key].score)
        ):
            best[c.key] = c
    if not best:
        return Quantity()
    firm = {k: c for k, c in best.items() if c.score >= 3} or best
    stated = tuple(_with_aim(numbers, c) for c in firm.values())
    return Quantity(stated, each=True)


_SHARE_75 = r"(?:(?:75|7[6-9]|[89]\d|100)\s?(?:%|procent)|drie\s?kwart|drie (?:op|van) de vier)"
_AIM_75 = re.compile(
    r"(?:stre(?:ef|ven|eft)|mik(?:t|ken)|willen|wil|doel|ambitie|naar|werk\w* .{0,40}toe|bereik|op weg|eind 20)"
    rf"[^.;]{{0,80}}{_SHARE_75}|"
    rf"{_SHARE_75}[^.;|]{{0,60}}(?:stre(?:ef|ven)|willen|zitten|bereik|uitkom|halen|eind 20|in 20|per 1)|"
    rf"{_SHARE_75} wordt\b|"
    r"\b75%\s+per\b",
    re.IGNORECASE,
)


def _with_aim(numbers: Numbers, coverage: Coverage) -> Stated:
    stated = _stated(coverage)
    if coverage.share.low >= 75 or coverage.share.low < 65:
        return stated
    aims = [x for x in numbers.reader.lines if _AIM_75.search(x.text)]
    if aims:
        return stated
    return Stated(0, 0, coverage.line, f"{stated.how}, zonder streven naar 75%", stated.name)


def _allied_disciplines(numbers: Numbers, at_least: float) -> Quantity:
    bodies = numbers.allied_bodies
    stated = tuple(Stated(b.count, b.count, b.line, ", ".join(b.names) or "genoemd aantal") for b in bodies[:1])
    return Quantity(stated, unit=" disciplines")


def _operational(numbers: Numbers, at_least: float) -> Quantity:
    found = numbers.operational
    good = [o for o in found if not o.later]
    if not good:
        line = found[0].line if found else None
        return Quantity(
            near=line,
            other=("alleen een aantal voor een latere datum", "only a number for a later date") if line else None,
        )
    stated = []
    for o in good[:1]:
        how = (
            f"{o.share.part:g} van {o.share.whole:g}"
            if o.share.part is not None and o.share.whole is not None
            else "percentage"
        )
        doubt = None if o.at_start else ("het peilmoment staat er niet bij", "the moment is not stated")
        stated.append(Stated(o.share.low, o.share.high, o.line, how, doubt=doubt))
    return Quantity(tuple(stated))


def _sizes(numbers: Numbers, at_least: float) -> Quantity:
    """The inhabitants of every wijkverband; one below the limit needs grounds."""
    found = numbers.wijkverband_sizes
    if not found:
        return Quantity(unit=" inwoners")
    stated = []
    for size in sorted(found, key=lambda s: s.inhabitants):
        low: float = size.inhabitants
        how = "met onderbouwde uitzondering" if low < at_least and size.excused else "inwonertal"
        stated.append(
            Stated(
                at_least if low < at_least and size.excused else low,
                max(low, at_least) if size.excused else low,
                size.line,
                how,
            )
        )
    doubt = (
        None
        if numbers.adjoining
        else ("of de postcodes aaneensluiten staat er niet bij", "whether postcodes adjoin is not stated")
    )
    if doubt:
        stated = [Stated(s.low, s.high, s.line, s.how, s.name, doubt) for s in stated]
    return Quantity(tuple(stated), unit=" inwoners", each=True)


def _tasks(year: int) -> Callable[[Numbers, float], Quantity]:
    def fact(numbers: Numbers, at_least: float) -> Quantity:
        found = [t for t in numbers.hoofdtaken if t.year == year]
        earlier = [t for t in numbers.hoofdtaken if t.year < year and t.count >= at_least]
        stated = [Stated(t.count, t.count, t.line, t.how) for t in sorted(found, key=lambda t: -t.count)]
        if not stated and earlier:
            stated = [Stated(t.count, t.count, t.line, f"al in {t.year}") for t in earlier]
        return Quantity(tuple(stated[:1]), unit=" hoofdtaken")

    return fact


_ANY = tuple(Measure)
_BY_PROVIDER = (Measure.PROVIDERS, Measure.UNKNOWN)
_NOT_HOURS = ("het aandeel is niet in gedeclareerde uren", "the share is not in hours claimed")
_NOT_CLIENTS = ("het aandeel is niet in cliënten", "the share is not in clients")
FACTS: dict[str, Callable[[Numbers, float], Quantity]] = {
    "gp_share": _share(GP, _BY_PROVIDER),
    "pharmacy_share": _share(PHARMACY, _BY_PROVIDER),
    "nursing_hours_share": _share(NURSING, (Measure.HOURS,), _NOT_HOURS),
    "nursing_clients_share": _share(NURSING, (Measure.CLIENTS,), _NOT_CLIENTS),
    "allied_share": _allied,
    "other_disciplines_share": _others,
    "allied_disciplines": _allied_disciplines,
    "operational_wijkverbanden": _operational,
    "wijkverband_inhabitants": _sizes,
    "hoofdtaken_2028": _tasks(2028),
    "hoofdtaken_2029": _tasks(2029),
}
