"""What the plan asks for 2027, and the totals that its text names.

In: a plan's lines and budget tables. Out: :class:`Named` amounts: the total or the Zvw part as named in
text or tables. Amounts of other years, a maximum, a grant or what municipalities pay are kept apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from resvtool.facts.amounts import Amount, cell_amount, find_amounts
from resvtool.facts.budgets import Budget
from resvtool.facts.lines import Line, Reader
from resvtool.language.polarity import Void

_MAXIMUM = re.compile(
    r"maxim\w+|plafond|\bmax\b|bovengrens|\bgrens\b|niet hoger|hoger dan|(?:niet|mag|"
    r"mocht\w*).{0,20}uitkomen|had in gezeten|vaste voet|\bvoet\b|"
    r"ruimte|onbenut|\bdaar(?:mee)? .{0,12}onder\b",
    re.IGNORECASE,
)
_MUNICIPAL = re.compile(
    r"gemeente\w*|wmo|sociaal domein|zorgkantoor|wlz|\bzonmw|subsidie|eigen "
    r"(?:bijdrage|middelen)",
    re.IGNORECASE,
)
_ZVW = re.compile(r"zvw|zorgverzekeringswet|verzekeraar\w*|zilveren kruis|menzis|\bcz\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\bvra(?:gen|agt|ag)\b|gevraagd\w*|aanvraag|(?<!op )(?:\bons|\bhet|\bdit|zvw-)\s?verzoek\b|"
    r"aan te vragen|begroten|begroot|begroting|"
    r"\bkom(?:en|t) (?:wij |we )?(?:op|uit)\b|"
    r"leggen .{0,40}in\b|\brekening\b|bedraagt|bedragen|te sluiten|vergoeding|bijdrage|totaal|in "
    r"totaal|\bkost\b|raming|vraag aan",
    re.IGNORECASE,
)
_TOTAL_CLAIM = re.compile(
    r"tota(?:al|le)\b|in totaal|\bde begroting (?:voor 2027 |2027 )?(?:bedraagt|komt|sluit|telt|is|"
    r"van)|conceptbegroting 2027 van|"
    r"(?:voor 2027|wij|we) vra(?:gen|ag)\w*|vragen (?:wij|we)|gevraagd(?:e bijdrage| voor 2027)|"
    r"wat kost het|hoeveel .{0,20}(?:kost|vra)",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(r"\b20(?:2[0-6]|28|29|3\d)\b|jaren daarna|per jaar in")
_PART = re.compile(
    r"\b(?:daarvan|waarvan|hiervan|van dit (?:totaal|bedrag)|per (?:wijk|inwoner|uur|avond|"
    r"verband|jaar|maand|week|kwartaal|praktijk)|elk|ieder|subtotaal|onderdeel|post)\b",
    re.I,
)
LEAST = Decimal(5000)


@dataclass(frozen=True, slots=True)
class Named:
    """An amount that the plan names as a total or request, and the line where it does."""

    euros: Decimal
    line: Line | None
    written: str
    how: str
    zvw: bool = False
    rounded: bool = False


_PER_INHABITANT = re.compile(
    r"(?<![\d.,])(?P<amount>€ ?\d{1,2}(?:,\d{1,2})?|\d{1,2}(?:,\d{1,2})? euro) (?:per|voor (?:elke|iedere)) "
    r"(?:inwoner|ingezetene|burger)\b(?! (?:per (?:maand|kwartaal|week|dag)|van \d|boven|onder|die|met|ouder)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\bvra(?:gen|agt|ag)\b|\bgevraagde?\b|\b(?:ons|het|dit) verzoek\b|\baanvraag\b", re.IGNORECASE)
_NOT_OURS = re.compile(
    r"\bbuurregio\w*|andere regio|elders|betaalden|ontving\w*|kreeg\b|kregen\b|\bproef\b|pilot|per maand|per kwartaal",
    re.I,
)
_RATE = re.compile(r"\b0,88\b")
_SHORT_SUM = 60
"""Letters of a sentence that only goes on reckoning ("Samen € 336.560.") after one on the maximum for the region."""


def named_totals(reader: Reader) -> list[Named]:
    """Return the amounts that running text names as the whole of 2027."""
    found = []
    for line in reader.lines:
        if reader.void(line) & (Void.GLOSSARY | Void.CONTENTS | Void.PLACEHOLDER):
            continue
        if line.in_table and (len(line.cells) > 2 or not _TOTAL_CLAIM.search(line.text)):
            continue
        amounts = [a for a in find_amounts(line.text) if a.euros >= LEAST]
        group = reader.groups[line.group]
        asked = group[group.index(line) - 1].text if group.index(line) else ""
        if not line.in_table and asked.endswith("?") and _TOTAL_CLAIM.search(asked) and len(line.text) < 90 and amounts:
            if not (_MAXIMUM.search(line.text) or _OTHER_YEAR.search(line.text) or _PART.search(line.text)):
                found.append(_named(amounts[0], line, line.text, "tekst"))
            continue
        reckons = f"{asked} {line.text}" if len(line.text) < _SHORT_SUM else line.text
        if _RATE.search(reckons) or (len(line.text) < _SHORT_SUM and _MAXIMUM.search(asked)):
            continue
        opening = f"{line.head_text.rsplit(' / ', 1)[-1]} " if line.item or not line.in_table else ""
        for i, amount in enumerate(amounts[:1]):
            own = _clause(line.text, amount, amounts[i - 1] if i else None)
            claims = _TOTAL_CLAIM.search(own) or (_TOTAL_CLAIM.search(opening) and len(line.text) < 90)
            if claims and not (_MAXIMUM.search(own) or _OTHER_YEAR.search(own) or _PART.search(own)):
                if re.search(
                    r"voor (?:de |het )?\W?[a-z]", own[: own.find(amount.written)].split("vra")[-1]
                ) and not re.search(r"voor 2027", own):
                    continue
                found.append(_named(amount, line, own, "tekst"))
    return found


def requested_zvw(reader: Reader, tables: list[Budget], inhabitants: int | None = None) -> list[Named]:
    """Return what is asked from insurers for 2027, the surest reading first.

    ``inhabitants`` are those of the region, for a request that the plan states per inhabitant.
    """
    return [
        *_from_rows(reader),
        *_from_text(reader),
        *_per_inhabitant(reader, inhabitants or 0),
        *_from_tables(tables),
        *_from_parts(reader),
    ]


def _from_rows(reader: Reader) -> list[Named]:
    """Find table rows and columns that say "gevraagd" or "Zvw" with a total."""
    found = []
    for line in reader.lines:
        if (
            not line.in_table
            or _OTHER_YEAR.search(line.text)
            or (_MAXIMUM.search(line.cells[0]) and not re.search("gevraagd|totaal", line.cells[0], re.I))
        ):
            continue
        label = line.cells[0] if line.cells[0] else line.text
        asks = re.search(
            r"gevraagd|totaal.*(?:zvw|zorgverzekering|verzekeraar)|aanvraag", label + " " + _label(line), re.I
        )
        for c, cell in enumerate(line.cells):
            if c == 0 and any(find_amounts(x) or _bare(x) for x in line.cells[1:]):
                continue
            head = line.column_heads[c] if c < len(line.column_heads) else ""
            amounts = [a for a in find_amounts(cell) if a.euros >= LEAST] or _bare(cell)
            if not amounts or _OTHER_YEAR.search(head) or _MAXIMUM.search(head) or _MUNICIPAL.search(head):
                continue
            headed = re.search(r"gevraagd", head, re.I) and len([x for x in line.cells if x]) == len(line.column_heads)
            single = len(reader.groups[line.group]) == 1
            in_zvw_total = re.search(r"\btotaal\b", label, re.I) and _ZVW.search(head)
            if (asks and not _MUNICIPAL.search(label)) or (headed and single) or in_zvw_total:
                found.append(_named(amounts[0], line, cell, "tabel", zvw=True))
                break
    return found


def _label(line: Line) -> str:
    return " ".join(c for c in line.cells if c and not find_amounts(c))


def _bare(cell: str) -> list[Amount]:
    value = cell_amount(cell)
    return [Amount(value, 0, len(cell), cell)] if value is not None and value >= LEAST else []


_BARE = re.compile(
    r"(?<![\d.,€/])(\d{2,3}\.\d{3})(?![\d.]|,\d)(?!\s*(?:[x×*]|inw|bewoners|mensen|zielen|burgers|"
    r"uren|cliënten|ingezetenen|personen|verzekerden|vaste))"
)


def _with_bare(text: str) -> list[Amount]:
    """Return the amounts of ``text``, also "318.500" without a sign when it speaks of asking money."""
    found = find_amounts(text)
    if _ASKS.search(text) and not found:
        for match in _BARE.finditer(text):
            if not re.search(
                r"inwoner\w*|inw\.?|bevolking|[x×*]|telt|zielen", text[max(0, match.start() - 25) : match.start()], re.I
            ):
                found.append(Amount(Decimal(match.group().replace(".", "")), match.start(), match.end(), match.group()))
    return sorted(found, key=lambda a: a.start)


def _from_text(reader: Reader) -> list[Named]:
    found = []
    for line in reader.lines:
        amounts = [a for a in _with_bare(line.text) if a.euros >= LEAST]
        if not amounts or reader.void(line) & (Void.GLOSSARY | Void.CONTENTS | Void.PLACEHOLDER):
            continue
        if line.in_table and len(line.cells) > 3:
            continue
        near = " ".join(other.text for other in reader.around(line, 1, 1))
        for i, amount in enumerate(amounts):
            own = _clause(line.text, amount, amounts[i - 1] if i else None)
            behind = own[: own.find(amount.written)] if amount.written in own else own
            asked = _ASKS.search(own) or (amount is amounts[-1] and _ASKS.search(line.text) and "komen op" in line.text)
            if not asked or _MAXIMUM.search(behind or own) or _OTHER_YEAR.search(own):
                continue
            if _MUNICIPAL.search(own) and not re.search(r"zvw|verzekeraar|zorgverzekering", own, re.I):
                continue
            if re.search(r"buur|andere regio|had er|eerste optelling", line.text, re.I):
                continue
            zvw = bool(_ZVW.search(own))
            strong = zvw and bool(
                re.search(
                    r"vra|gevraagd|aanvraag|(?<!op )verzoek|leggen|bijdrage|vergoeding|begro|sluit|uit de", own, re.I
                )
            )
            plain = re.search(
                r"vra(?:gen|agt)|gevraagd|aanvraag|totaal|begroting|kom(?:en|t) (?:wij |"
                r"we )?(?:op|uit)",
                own,
                re.I,
            )
            if strong or ((_ZVW.search(near) or plain) and not _PART.search(own)):
                found.append(_named(amount, line, own, "tekst", zvw=strong))
    return sorted(found, key=lambda n: not n.zvw)


def _per_inhabitant(reader: Reader, inhabitants: int) -> list[Named]:
    """Find what is asked per inhabitant ("wij vragen € 1,20 per inwoner"), times the inhabitants.

    Only a sentence that names one such amount and asks it, or follows on one that does ("Zij komt uit op ...").
    """
    found = []
    for line in reader.lines if inhabitants else ():
        rates = list(_PER_INHABITANT.finditer(line.text))
        if len(rates) != 1 or reader.void(line) & (Void.GLOSSARY | Void.CONTENTS | Void.PLACEHOLDER):
            continue
        if any(p.search(line.text) for p in (_MAXIMUM, _OTHER_YEAR, _MUNICIPAL, _NOT_OURS, _RATE)):
            continue
        before = " ".join(other.text for other in reader.around(line, 1, 0) if other is not line)
        goes_on = re.match(r"\W*(?:Zij|Die|Dat|Dit|Deze)\b", line.text) and _ASKED.search(before)
        amounts = find_amounts(rates[0].group("amount"))
        if amounts and (_ASKED.search(line.text) or goes_on) and _ZVW.search(f"{before} {line.text}"):
            euros = amounts[0].euros * inhabitants
            found.append(Named(euros, line, rates[0].group("amount"), "bedrag per inwoner maal inwoners", zvw=True))
    return found


def _from_tables(tables: list[Budget]) -> list[Named]:
    """Take the total of budget tables for 2027: those of posts, not of a maximum or municipal money."""
    found = []
    for table in tables:
        if re.search(r"maximum|plafond", table.text, re.I) and not re.search("totaal", table.text, re.I):
            continue
        columns = [c for c in table.columns if c.year in (None, 2027)]
        if not columns or re.search(r"gemeente", table.columns[-1].head + table.heading.rsplit(" / ", 1)[-1], re.I):
            continue
        zvw = [c for c in columns if _ZVW.search(c.head)]
        column = (zvw or columns)[0]
        total = column.total_or_sum
        if total >= LEAST and len(column.rows) >= 2:
            label = column.total.label if column.total else "som van de posten"
            if not _MUNICIPAL.search(label):
                found.append(
                    Named(total, None, label, "optelling van tabel", bool(zvw or _ZVW.search(label + column.head)))
                )
    return found


def _from_parts(reader: Reader) -> list[Named]:
    """Add up the amounts that lines under a heading about money name for 2027, one a line."""
    parts: list[tuple[Decimal, Line]] = []
    for line in reader.lines:
        heading = " / ".join(reader.passages.heading_path(line.section))
        if not re.search(r"begroting|middelen|financi|geld|kosten|bekostiging|budget", heading, re.I):
            continue
        if len(line.cells) > 2 or _MAXIMUM.search(line.text) or _MUNICIPAL.search(line.text.split("€")[0]):
            continue
        amounts = [a for a in find_amounts(line.text) if a.euros >= LEAST]
        asks = re.search(
            r"nodig|vragen|begro|kosten|niveau|voor (?:de|het) (?:regio|streek|"
            r"wijk|verband)",
            line.text,
            re.I,
        )
        if amounts and asks and not _OTHER_YEAR.search(line.text.split("|")[-1][: amounts[0].end]):
            parts.append((amounts[0].euros, line))
    if len(parts) < 2:
        return []
    whole = sum((p for p, _ in parts), Decimal(0))
    return [Named(whole, parts[0][1], "", "som van de genoemde delen", True)]


def _clause(text: str, amount: Amount, before: Amount | None) -> str:
    """Return the words that an amount belongs to: its clause, not past an earlier amount."""
    left = max(
        (m.end() for m in re.finditer(r"[;?!]\s|\.\s(?=[A-Z])|\s\|\s|:\s(?=[A-Z])", text[: amount.start])), default=0
    )
    if before is not None:
        left = max(left, before.end)
    after = re.search(r"[;?!](?:\s|$)|\.(?:\s|$)|\s\|\s|,\s(?:en|waarvan|daarvan)\b|€", text[amount.end :])
    return text[left : amount.end + after.start() if after else len(text)]


def _named(amount: Amount, line: Line, own: str, how: str, zvw: bool = False) -> Named:
    rounded = (
        bool(re.search(r"circa|ongeveer|ruim|bijna|rond|afgerond|ca\.", own, re.I))
        or amount.written.lower().rstrip(".")[-1:] in "kmn"
    )
    return Named(amount.euros, line, amount.written, how, zvw, rounded)
