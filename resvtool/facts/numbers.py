"""``Numbers``: what a plan states in numbers, made when first asked for.

Their modules are loaded then too: they compile many patterns, and most plans are asked for a few of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from resvtool.document import Document
from resvtool.facts.lines import Line, Reader
from resvtool.locating.passages import Passages

if TYPE_CHECKING:
    from resvtool.facts.budgets import Budget
    from resvtool.facts.coverage import Coverage
    from resvtool.facts.disciplines import AlliedBody
    from resvtool.facts.hoofdtaken import Tasks
    from resvtool.facts.inhabitants import Inhabitants
    from resvtool.facts.requested import Named
    from resvtool.facts.submission import Submission
    from resvtool.facts.wijkverband_sizes import Size
    from resvtool.facts.wijkverbanden import Operational


class Numbers:
    """The numbers that a plan states. Every fact carries its line: text, anchor and how it was read.

    ``given_inhabitants`` is the number that the user gave for the region, if any; it goes before the plan's own.
    """

    def __init__(self, document: Document, passages: Passages, given_inhabitants: int | None = None) -> None:
        self.document = document
        self.passages = passages
        self.given_inhabitants = given_inhabitants

    @cached_property
    def reader(self) -> Reader:
        """The plan as lines with their heads."""
        return Reader(self.document, self.passages)

    @cached_property
    def submissions(self) -> list[Submission]:
        """When the plan and its budget were handed in."""
        from resvtool.facts.submission import submissions

        return submissions(self.reader)

    @cached_property
    def budgets(self) -> list[Budget]:
        """The tables with amounts of money."""
        from resvtool.facts.budgets import budgets

        return budgets(self.document)

    @cached_property
    def has_budget(self) -> bool:
        """Whether the plan itself holds a budget: amounts in tables, or three amounts in text."""
        texts = sum(1 for line in self.reader.lines if "€" in line.text or "euro" in line.text)
        return bool(self.budgets) or texts >= 3

    @cached_property
    def budget_later(self) -> list[Line]:
        """The lines that say that the budget comes later, or is not there."""
        later = re.compile(
            r"begroting\b(?! (?:voor )?20(?:28|29))[^.;]{0,80}\b(?:volgt|na(?:zenden|gezonden|"
            r"gestuurd)|leveren (?:wij|we) na)\b|"
            r"begroting\b(?! (?:voor )?20(?:28|29))[^.;]{0,30}\b(?:voegen|sturen|zenden|dienen) "
            r"(?:wij|we)\b[^.;]{0,50}\b(?:toe|na|in|later)\b|"
            r"begroting\b[^.;]{0,60}\b(?:later|daarna|in (?:augustus|september|oktober|november)) "
            r".{0,30}(?:ingediend|aangeleverd|verstuurd)|"
            r"\b(?:geen|zonder) (?:concept)?begroting\b(?=[^.;]{0,30}(?:gevoegd|bijgevoegd|"
            r"meegestuurd|ingediend))|"
            r"\bbij (?:deze|dit|het) (?:nota|plan|stuk|document)\b[^.;]{0,20}\bgeen (?:concept)?begroting\b",
            re.IGNORECASE,
        )
        return [line for line in self.reader.lines if later.search(line.text)]

    @cached_property
    def inhabitants(self) -> list[Inhabitants]:
        """The inhabitants of the region, the likeliest number first."""
        from resvtool.facts.inhabitants import region_inhabitants

        return region_inhabitants(self.reader)

    @cached_property
    def named_totals(self) -> list[Named]:
        """The totals for 2027 that running text names."""
        from resvtool.facts.requested import named_totals

        return named_totals(self.reader)

    @cached_property
    def requested_zvw(self) -> list[Named]:
        """What is asked from insurers for 2027, the surest reading first."""
        from resvtool.facts.requested import requested_zvw

        stated = next((i.count for i in self.inhabitants), None)
        return requested_zvw(self.reader, self.budgets, self.given_inhabitants or stated)

    @cached_property
    def coverages(self) -> list[Coverage]:
        """Which share of each profession is represented, the surest statement first."""
        from resvtool.facts.coverage import coverages

        return coverages(self.reader)

    @cached_property
    def allied_bodies(self) -> list[AlliedBody]:
        """Which disciplines make up the allied organisation, the largest statement first."""
        from resvtool.facts.disciplines import allied_bodies

        return allied_bodies(self.reader)

    @cached_property
    def hoofdtaken(self) -> list[Tasks]:
        """How many hoofdtaken are carried out per year."""
        from resvtool.facts.hoofdtaken import hoofdtaken

        return hoofdtaken(self.reader)

    @cached_property
    def operational(self) -> list[Operational]:
        """The share of wijkverbanden that work, the surest statement first."""
        from resvtool.facts.wijkverbanden import operational

        return operational(self.reader)

    @cached_property
    def wijkverband_sizes(self) -> list[Size]:
        """The inhabitants per wijkverband."""
        from resvtool.facts.wijkverband_sizes import sizes

        return sizes(self.reader)

    @cached_property
    def adjoining(self) -> list[Line]:
        """The lines that say that the areas of wijkverbanden adjoin."""
        from resvtool.facts.wijkverband_sizes import adjoining

        return adjoining(self.reader)
