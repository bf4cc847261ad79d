from decimal import Decimal

import pytest

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


@pytest.mark.parametrize(
    "rows",
    [
        # a subtotal that sums only the last of the posts above it
        "| Bureau | 40.000 |\n| Overleg | 10.000 |\n| Vervoer | 20.000 |\n| Subtotaal wijken | 30.000 |\n| Totaal | 70.000 |",
        # a row that sums the posts above it and does not say so
        "| Bureau | 40.000 |\n| Zaalruimte | 10.000 |\n| *Over de hele streek* | 50.000 |\n| Tafels | 5.000 |\n"
        "| Reizen | 1.000 |\n| *In de wijken* | 6.000 |\n| Totaal | 56.000 |",
        # what is asked of others comes after the total that is asked of insurers
        "| Bureau | 40.000 |\n| Tafels | 5.000 |\n| Totaal verzekeraars | 45.000 |\n"
        "| Buurtwerk, gevraagd aan gemeenten | 8.000 |\n| Totaal plan | 53.000 |",
        "| Bureau | 40.000 |\n| Kassier, 5% van het totaal | 5.000 |\n| Totaal | 45.000 |",
        "| Bureau | 40.000 |\n| Verschillende zalen | 5.000 |\n| Totaal | 45.000 |",
    ],
)
def it_knows_the_ways_in_which_plans_add_up(rows: str) -> None:
    (table,) = tables(f"| Post | Bedrag (€) |\n|---|---|\n{rows}\n")
    assert table.mismatches == ()
    wrong = rows.rpartition("| Totaal")[0] + "| Totaal | 61.000 |"
    (table,) = tables(f"| Post | Bedrag (€) |\n|---|---|\n{wrong}\n")
    assert len(table.mismatches) == 1


def it_adds_the_totals_of_columns_in_a_grand_total() -> None:
    text = (
        "| Post | Zvw (€) | Gemeenten (€) |\n|---|---|---|\n| Bureau | 40.000 | 0 |\n| Buurtwerk | 0 | 9.000 |\n"
        "| Totaal per bron | 40.000 | 9.000 |\n| Totaal | | {total} |\n"
    )
    (table,) = tables(text.format(total="49.000"))
    assert table.mismatches == ()
    (table,) = tables(text.format(total="48.000"))
    assert [m.stated for m in table.mismatches] == [48_000]


def it_adds_the_subtotals_of_several_tables() -> None:
    part = "| Post | € |\n|---|---|\n| Een | 10.000 |\n| Twee | 20.000 |\n| Subtotaal {n} | 30.000 |\n\n"
    last = "| Post | € |\n|---|---|\n| Drie | 7.000 |\n| Subtotaal C | 7.000 |\n| Totaal A tot en met C | {total} |\n"
    text = part.format(n="A") + "Tussen.\n\n" + part.format(n="B").replace("30.000", "31.000").replace("10.", "11.")
    found = tables(text + "Slot.\n\n" + last.format(total="68.000"))
    assert [m.stated for t in found for m in t.mismatches] == []
    found = tables(text + "Slot.\n\n" + last.format(total="69.000"))
    assert [m.stated for t in found for m in t.mismatches] == [69_000]


def it_takes_no_single_post_for_a_subtotal_of_several() -> None:
    text = "| Post | € |\n|---|---|\n| Een | 50.000 |\n| Twee | 20.000 |\n| Subtotaal | 20.000 |\n| Totaal | 70.000 |\n"
    (table,) = tables(text)
    assert [m.stated for m in table.mismatches][:1] == [20_000]


def it_reads_a_long_table_at_once() -> None:
    rows = "".join(f"| Post {n} | 5.000 |\n" for n in range(1, 3000))
    (table,) = tables(f"| Post | € |\n|---|---|\n{rows}| Subtotaal | 1.000 |\n")
    assert len(table.mismatches) == 1
