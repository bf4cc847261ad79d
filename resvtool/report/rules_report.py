"""Rules as text: listings, explanations, dates and comparisons."""

from __future__ import annotations

import textwrap
from typing import Any

from resvtool.locating.outline import BLOCK_NAMES, BLOCK_NAMES_EN
from resvtool.report import wording as w
from resvtool.rules.accuracy import THINLY, RuleAccuracy, Seen, accuracy_of
from resvtool.rules.differing import differences_between, told
from resvtool.rules.model import Rule, Ruleset

_HOW = {
    "describes": ("het plan beschrijft het, met inhoud", "the plan describes it, with substance"),
    "each": ("het geldt voor elk onderdeel", "it holds for each item"),
    "quantity": ("een getal in het plan tegen een grens", "a number in the plan against a limit"),
    "date": ("een datum tegen een grens", "a date against a limit"),
    "totals": ("bedragen tellen op en kloppen met elkaar", "amounts add up and agree"),
    "forbids": ("het mag niet voorkomen", "it must not occur"),
    "checklist": ("voor de checklist van de beoordelaar", "for the assessor's checklist"),
    "outline": ("de onderdelen zijn te vinden", "the parts can be found"),
    "compensation": ("een bedrag tegen het berekende maximum", "an amount against the computed maximum"),
}


def listing(ruleset: Ruleset, lang: str, width: int = 80) -> str:
    """Return the rules of ``ruleset`` by building block: id, severity, gate, layer and title."""
    lines = [
        f"{ruleset.name} ({ruleset.id}), {ruleset.version}: {len(ruleset.rules)} regels"
        if lang == "nl"
        else f"{ruleset.name} ({ruleset.id}), {ruleset.version}: {len(ruleset.rules)} rules"
    ]
    names = BLOCK_NAMES_EN if lang == "en" else BLOCK_NAMES
    block = -1
    for rule in ruleset.rules:
        if rule.block != block:
            block = rule.block
            title = f"{w.BLOCK(lang)} {block}: {names[block]}" if block else w.WHOLE_PLAN(lang)
            lines += ["", title, "-" * len(title)]
        marks = [w.SEVERITY[rule.severity](lang)]
        if rule.gate:
            marks.append(w.GATE(lang))
        if rule.check.kind == "checklist":
            marks.append(w.CHECKLIST(lang))
        lines.append(f"{rule.id}  [{', '.join(marks)}; {layers(rule, lang)}]")
        lines += _indented(rule.title(lang), width)
    if ruleset.disabled:
        title = "Uitgeschakeld" if lang == "nl" else "Switched off"
        lines += ["", title, "-" * len(title)]
    for rule in ruleset.disabled:
        lines.append(f"{rule.id}  [{layers(rule, lang, off=True)}]")
        lines += _indented(rule.title(lang), width)
    return "\n".join(lines)


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width - 4, initial_indent="    ", subsequent_indent="    ")


def layers(rule: Rule, lang: str = "nl", off: bool = False) -> str:
    """Return which ruleset made the rule, which changed what of it, and which switched it ``off`` or on again."""
    by, changed_word = ("by", "changed") if lang == "en" else ("door", "gewijzigd")
    changed = [
        f"{name} {by} {layer}"
        for name, layer in rule.layers.items()
        if name not in ("rule", "disabled") and layer != rule.layers["rule"]
    ]
    said = rule.layers["rule"] + (f"; {changed_word}: {', '.join(changed)}" if changed else "")
    if "disabled" not in rule.layers:
        return said
    switched = ("switched off", "switched on") if lang == "en" else ("uitgeschakeld", "weer ingeschakeld")
    return f"{said}; {switched[0 if off else 1]} {by} {rule.layers['disabled']}"


def as_data(ruleset: Ruleset, lang: str) -> list[dict[str, Any]]:
    """Return the rules as plain data, for other programs."""
    off = {r.id for r in ruleset.disabled}
    return [
        {
            "id": r.id,
            "block": r.block,
            "title": r.title(lang),
            "need": r.need(lang),
            "advice": r.advice(lang),
            "severity": r.severity.value,
            "gate": r.gate,
            "kind": r.check.kind,
            "source": dict(r.source),
            "condition": r.when.text(lang) if r.when else None,
            "layers": dict(r.layers),
            "disabled": r.id in off,
        }
        for r in (*ruleset.rules, *ruleset.disabled)
    ]


def dates(ruleset: Ruleset, lang: str) -> str:
    """Return the dates of the purchasing round, a line each."""
    lines = [f"{ruleset.name}:"]
    lines += [f"  {_day(str(d['date']), lang)}  {d[lang]}" for d in ruleset.dates]
    return "\n".join(lines)


def dates_as_data(ruleset: Ruleset, lang: str) -> list[dict[str, str]]:
    """Return the dates of the purchasing round as plain data: ISO date and what happens then."""
    return [{"date": str(d["date"]), "text": d[lang]} for d in ruleset.dates]


def _day(iso: str, lang: str) -> str:
    year, month, day = iso.split("-")
    return iso if lang == "en" else f"{int(day):2d}-{int(month):02d}-{year}"


def explanation(rule: Rule, lang: str, off: bool = False, width: int = 80) -> str:
    """Return everything a user may want to know of one rule; ``off`` says that it is switched off."""
    nl = lang == "nl"
    kind = w.SEVERITY[rule.severity](lang) + (f", {w.GATE(lang)}" if rule.gate else "")
    parts = [
        f"{rule.id}: {rule.title(lang)}",
        "",
        _part("Gevraagd" if nl else "Asked", rule.need(lang), width),
        _part(w.SOURCE(lang), w.source(dict(rule.source)), width),
        _part("Zwaarte" if nl else "Severity", kind, width),
        _part("Ruleset", layers(rule, lang, off), width),
    ]
    if rule.derived:
        parts.append(
            _part("Let op" if nl else "Note", "eigen lezing van de bron" if nl else "our reading of the source", width)
        )
    if rule.when:
        parts.append(_part("Geldt als" if nl else "Applies when", rule.when.text(lang), width))
    how = _HOW.get(rule.check.kind, (rule.check.kind, rule.check.kind))[0 if nl else 1]
    parts.append(_part("Controle" if nl else "Check", how, width))
    figures = accuracy_of(rule)
    if figures is not None:
        parts.append(_part("Gemeten" if nl else "Measured", measured(figures, lang), width))
    for difference in rule.differences:
        parts.append(_part("Verschil" if nl else "Difference", difference, width))
    parts.append(_part(w.ADVICE(lang), rule.advice(lang), width))
    for title, texts in (
        ("Voldoet" if nl else "Meets", rule.examples.passing),
        ("Voldoet niet" if nl else "Does not meet", rule.examples.failing),
    ):
        for text in texts:
            parts += ["", f"{title}:", textwrap.indent(text.strip(), "    ")]
    return "\n".join(parts)


def measured(figures: RuleAccuracy, lang: str) -> str:
    """Return how well a rule did on the labelled plans, in a sentence or two."""
    nl = lang == "nl"
    absent, present = (_share(seen, lang) for seen in (figures.absent, figures.present))
    text = (
        f"sensitiviteit {absent} die dit missen, specificiteit {present} waarin het staat, op verzonnen plannen "
        "in Word en PDF; zie docs/accuracy.md."
        if nl
        else f"sensitivity {absent} that lack this, specificity {present} that have it, on fictional plans "
        "in Word and PDF; see docs/accuracy.md."
    )
    if figures.thinly_tested:
        text += (
            f" Dun getest: minder dan {THINLY} plannen missen dit."
            if nl
            else f" Thinly tested: fewer than {THINLY} plans lack this."
        )
    return text


def _share(seen: Seen, lang: str) -> str:
    plans = ("plan" if seen.plans == 1 else "plannen") if lang == "nl" else ("plan" if seen.plans == 1 else "plans")
    if seen.share is None:
        return f"onbekend (n = 0 {plans})" if lang == "nl" else f"unknown (n = 0 {plans})"
    return f"{seen.share:.0%} (n = {seen.plans} {plans})"


def _part(label: str, text: str, width: int) -> str:
    return textwrap.fill(text, width, initial_indent=f"{label + ':':14}", subsequent_indent=" " * 14)


def comparison(left: Ruleset, right: Ruleset, lang: str) -> str:
    """Return what one ruleset asks and the other does not, or asks otherwise."""
    ours, theirs = {r.id: r for r in left.rules}, {r.id: r for r in right.rules}
    nl = lang == "nl"
    lines: list[str] = []
    for here, there, name, other in ((ours, theirs, left, right), (theirs, ours, right, left)):
        only = [r for i, r in here.items() if i not in there]
        head = (
            f"Alleen {name.name} ({len(only)}), niet {other.name}:"
            if nl
            else f"Only {name.name} ({len(only)}), not {other.name}:"
        )
        off = {r.id: f" ({layers(r, lang, off=True)})" for r in other.disabled}
        lines += [head, *(f"  {r.id}: {r.title(lang)}{off.get(r.id, '')}" for r in only), ""]
    changed = [(ours[i], theirs[i]) for i in ours if i in theirs and _differs(ours[i], theirs[i])]
    lines.append(f"Allebei, maar anders ({len(changed)}):" if nl else f"Both, but otherwise ({len(changed)}):")
    for mine, other_rule in changed:
        lines.append(f"  {mine.id}: {mine.title(lang)}")
        lines += [f"    {left.name}: {_stance(mine, lang)}", f"    {right.name}: {_stance(other_rule, lang)}"]
    topics = differences_between((left.id, right.id))
    if topics:
        lines += ["", "Waar de bronnen verschillen:" if nl else "Where the sources differ:"]
        lines += [f"  {told(d, lang)}" for d in topics]
    return "\n".join(lines)


def _differs(left: Rule, right: Rule) -> bool:
    return (left.severity, left.gate, left.need, left.check) != (right.severity, right.gate, right.need, right.check)


def _stance(rule: Rule, lang: str) -> str:
    text = w.SEVERITY[rule.severity](lang) + (f", {w.GATE(lang)}" if rule.gate else "")
    return f"{text}; {rule.need(lang)}"
