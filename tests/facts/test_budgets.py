from decimal import Decimal

from resvtool.facts.budgets import Budget, budgets
from resvtool.reading.markdown import read_markdown


def tables(text: str) -> list[Budget]:
    return budgets(read_markdown(text))


GROUPS = """
| Post | Berekening | Bedrag (€) |
|---|---|---|
| Leiding | 0,5 fte × € 100.000 | 50.000 |
| Zaalhuur | offerte | 4.500 |
| *Subtotaal regio* | | *54.500* |
| Kernteams | 6 × € 12.000 | 72.000 |
| *Subtotaal wijken* | | *72.000* |
| **Totaal** | | **{total}** |
"""


def it_adds_up_subtotals_and_total() -> None:
    (table,) = tables(GROUPS.format(total="126.500"))
    assert table.mismatches == ()
    assert table.columns[0].total is not None
    assert table.columns[0].total.euros == 126_500


def it_finds_a_total_that_is_wrong() -> None:
    (table,) = tables(GROUPS.format(total="136.500"))
    (wrong,) = table.mismatches
    assert (wrong.stated, wrong.expected) == (Decimal(136_500), Decimal(126_500))


def it_allows_a_euro_of_rounding_a_post() -> None:
    (table,) = tables("| Post | € |\n|---|---|\n| A | 100 |\n| B | 200 |\n| Totaal | 302 |\n")
    assert table.mismatches == ()
    (table,) = tables("| Post | € |\n|---|---|\n| A | 100 |\n| B | 200 |\n| Totaal | 303 |\n")
    assert len(table.mismatches) == 1


def it_reads_a_column_a_year() -> None:
    (table,) = tables(
        "| Post | 2027 (€) | 2028 (€) |\n|---|---|---|\n| A | 1.000 | 1.100 |\n| B | 2.000 | 2.200 |\n| Totaal | 3.000 | 3.400 |\n"
    )
    assert [c.year for c in table.columns] == [2027, 2028]
    assert [m.stated for m in table.mismatches] == [Decimal(3400)]


def it_counts_no_row_of_which_and_a_deduction_either_way() -> None:
    (table,) = tables(
        "| Post | Bedrag |\n|---|---|\n| Loon | € 9.000 |\n| waarvan leiding | € 5.000 |\n"
        "| Af: eigen bijdrage | € 1.000 |\n| Totaal | € 8.000 |\n"
    )
    assert table.mismatches == ()


def it_takes_no_table_of_inhabitants_for_a_budget() -> None:
    assert tables("| Gemeente | Inwoners |\n|---|---|\n| A | 10.000 |\n| Totaal | 12.000 |\n") == []
