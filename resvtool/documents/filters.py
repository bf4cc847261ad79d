"""What templates may do with a value: amounts, dates and table cells as Dutch readers write them."""

from __future__ import annotations

import datetime
import re
from typing import Any

_MARKS = re.compile(r"([\\`*_\[\]<>|#~&]|(?<=^\d)[.)]|^[-+](?=\s))")
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def euro(value: float | None) -> str:
    """Return an amount as text: 157000 as "€ 157.000", 12.5 as "€ 12,50"; "" for None."""
    if value is None:
        return ""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    return "€ " + text.translate(str.maketrans(",.", ".,"))


def getal(value: float | None) -> str:
    """Return a number as text: 188400 as "188.400", 0.5 as "0,5"; "" for None."""
    if value is None:
        return ""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def datum(value: Any) -> str:
    """Return a date as "9 juli 2026"; a text that is no ISO date, as it is; "" for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        try:
            return datum(datetime.date.fromisoformat(value))
        except ValueError:
            return value
    if isinstance(value, datetime.date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return str(value)


def cel(value: Any) -> str:
    """Return a value for a cell of a Markdown table: on one line, with its bars escaped; "" for None."""
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")


def md(value: Any) -> str:
    """Return a value as plain text of Markdown: on one line, with what Markdown or HTML would act on escaped."""
    return "" if value is None else _MARKS.sub(r"\\\1", " ".join(str(value).split()))


FILTERS = {"euro": euro, "getal": getal, "datum": datum, "cel": cel, "md": md}
