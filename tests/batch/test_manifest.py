"""The manifest: what people's spreadsheets say of each plan, and one sentence where it is not right."""

import datetime
import pathlib

import openpyxl
import pytest

from resvtool.batch.finding import find_plans
from resvtool.batch.manifest import Entry, ManifestError, manifest_in, match, read_manifest
from resvtool.batch.stores import open_store
from resvtool.plan import Given

DAY = datetime.date(2026, 7, 9)


@pytest.mark.parametrize(
    "text",
    [
        "plan,ruleset,inwoners,ingediend\nnoord/plan.docx,cz,241380,2026-07-09\n",
        "\ufeffPlan;Ruleset;Inwoners;Ingediend;Contactpersoon\r\nnoord\\plan.docx;cz;241.380;9-7-2026;Ä. Bram\r\n\r\n",
        "bestand\tingediend\tinwoners\truleset\n noord/plan.docx \t09-07-2026\t241380\tcz\n",
    ],
)
def it_reads_what_spreadsheets_write(tmp_path: pathlib.Path, text: str) -> None:
    path = tmp_path / "plans.csv"
    path.write_text(text, encoding="utf-8", newline="")
    entry = read_manifest(path)[0]
    assert (entry.ruleset, entry.given) == ("cz", Given(DAY, 241380))
    assert entry.plan.replace("\\", "/") == "noord/plan.docx"


def it_reads_what_old_spreadsheets_write(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "plans.csv"
    path.write_bytes("plan;ruleset\nZuiderëiland.docx;menzis\n".encode("cp1252"))
    assert read_manifest(path) == [Entry("Zuiderëiland.docx", 2, "menzis")]


def it_reads_a_workbook(tmp_path: pathlib.Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Plan", "Ruleset", "Inwoners", "Ingediend"])
    book.active.append(["a.docx", None, 241380, datetime.datetime(2026, 7, 9)])
    book.active.append([None, None, None, None])
    book.save(tmp_path / "plans.xlsx")
    assert read_manifest(tmp_path / "plans.xlsx") == [Entry("a.docx", 2, "", Given(DAY, 241380))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "leeg"),
        ("naam,ruleset\n", "kolom 'plan' ontbreekt"),
        ("plan,rulest\na.docx,cz\n", "bedoelt u 'ruleset'"),
        ("plan,inwoners\na.docx,veel\n", "regel 2: 'veel'"),
        ("plan,inwoners\na.docx,0\n", "regel 2: '0'"),
        ("plan,ingediend\na.docx,31-2-2026\n", "regel 2: '31-2-2026'"),
        ("plan,ruleset\n,cz\n", "regel 2: de naam"),
    ],
)
def it_says_what_is_wrong_and_where(tmp_path: pathlib.Path, text: str, told: str) -> None:
    path = tmp_path / "plans.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match=r"plans\.csv") as caught:
        read_manifest(path)
    assert told in str(caught.value)


def it_says_so_for_a_workbook_that_is_none(tmp_path: pathlib.Path) -> None:
    (tmp_path / "plans.xlsx").write_bytes(b"geen werkboek")
    with pytest.raises(ManifestError, match="geen leesbaar Excel"):
        read_manifest(tmp_path / "plans.xlsx")


def it_matches_entries_to_plans_from_its_own_folder(tmp_path: pathlib.Path) -> None:
    for name in ("a.docx", "noord/a.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "plans.csv").write_text("plan,ruleset\nnoord/a.docx,cz\n", encoding="utf-8")
    manifest = manifest_in([str(tmp_path)])
    assert manifest == str(tmp_path / "plans.csv")
    plans = find_plans([str(tmp_path)]).plans
    found = match(read_manifest(manifest), plans, manifest)
    assert {pathlib.Path(name).parent.name: entry.ruleset for name, entry in found.items()} == {"noord": "cz"}
    only = match(read_manifest(manifest), [p for p in plans if p.title == "a.docx"], manifest)
    assert only == {}


@pytest.mark.parametrize(
    ("text", "told"), [("aa.docx,cz", "bedoelt u 'a.docx'"), ("a.docx,cz\na.docx,menzis", "regel 3")]
)
def it_refuses_entries_that_match_no_plan_or_one_twice(tmp_path: pathlib.Path, text: str, told: str) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    path = tmp_path / "plans.csv"
    path.write_text(f"plan,ruleset\n{text}\n", encoding="utf-8")
    with pytest.raises(ManifestError, match=told):
        match(read_manifest(path), find_plans([str(tmp_path)]).plans, path)


def it_matches_plans_that_are_named_from_the_current_folder(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.docx").write_bytes(b"x")
    path = tmp_path / "in" / "plans.csv"
    path.write_text("plan,ruleset\na.docx,cz\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    manifest = manifest_in(["in"])
    assert manifest is not None
    found = match(read_manifest(manifest), find_plans(["in"]).plans, manifest)
    assert [entry.ruleset for entry in found.values()] == ["cz"]


@pytest.mark.parametrize("kind", ["file", "memory"])
def it_stands_at_the_address_of_the_plans_as_well(tmp_path: pathlib.Path, kind: str) -> None:
    address = (tmp_path / "in").as_uri() if kind == "file" else f"memory://{tmp_path.name}/in"
    store = open_store(address)
    for name in ("noord/a.docx", "zuid/a.docx"):
        store.write(name, b"x")
    assert manifest_in([address]) is None
    plans = find_plans([address]).plans
    store.write("plans.csv", b"plan,ruleset\n./noord/a.docx,cz\n")
    manifest = manifest_in([f"{address}/"])
    assert manifest is not None
    found = match(read_manifest(manifest), plans, manifest)
    assert {name.rpartition("/in/")[2]: entry.ruleset for name, entry in found.items()} == {"noord/a.docx": "cz"}
    store.write("plans.csv", b"plan,ruleset\nnoord/b.docx,cz\n")
    with pytest.raises(ManifestError, match=r"regel 2: plan 'noord/b\.docx' bestaat niet; bedoelt u 'a\.docx'"):
        match(read_manifest(manifest), plans, manifest)


def it_is_a_workbook_at_an_address(tmp_path: pathlib.Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["plan", "ruleset"])
    book.active.append(["a.docx", "cz"])
    book.save(tmp_path / "plans.xlsx")
    manifest = manifest_in([tmp_path.as_uri()])
    assert manifest is not None
    assert read_manifest(manifest) == [Entry("a.docx", 2, "cz")]
