"""A batch from plans to overviews: every plan its row, whatever happens to others; nothing is done twice."""

import json
import os
import pathlib
import shutil
import threading
import time

import openpyxl
import psutil
import pytest
from batch_files import Told, options, small_ruleset, word_plan

from resvtool.batch.manifest import ManifestError
from resvtool.batch.outputs import OUTPUTS, own_names
from resvtool.batch.rows import State
from resvtool.batch.running import Tally, run_batch
from resvtool.batch.stores import StoreError, open_store
from resvtool.configuration import Configuration, ConfigurationError, read
from resvtool.limits import Limits
from resvtool.rules.model import RulesetError

MB = 1024**2


def report(out: pathlib.Path, target: str) -> dict[str, object]:
    content = json.loads((out / target / "rapport.json").read_text(encoding="utf-8"))
    document: dict[str, object] = content["documents"][0]
    return document


def workers() -> list[psutil.Process]:
    """Our workers, and not what other tests (of a cluster) left for the end of the session."""
    return [c for c in psutil.Process().children() if any("limited_process" in word for word in c.cmdline())]


def it_writes_a_report_per_plan_and_both_overviews(tmp_path: pathlib.Path) -> None:
    for name in ("noord/plan.docx", "zuid/plan.docx", "Zuiderëiland 計画.docx"):
        word_plan(tmp_path / "in" / name)
    told = Told()
    tally = run_batch(options(tmp_path / "in", tmp_path / "uit"), told)
    assert (tally.plans, tally.not_assessed, tally.again, told.total) == (3, 0, 0, 3)
    for target in ("noord/plan-docx", "zuid/plan-docx", "Zuiderëiland 計画-docx"):
        found = report(tmp_path / "uit", target)
        assert {r["rule"]: r["status"] for r in found["results"]}["bb5/escalatieladder"] == "pass"  # type: ignore[attr-defined]
    assert sorted(told.started) == ["Zuiderëiland 計画.docx", "plan.docx", "plan.docx"]
    assert [pathlib.Path(p).is_file() for p in tally.overviews] == [True, True]
    assert workers() == []


def it_gives_each_plan_what_the_manifest_says(tmp_path: pathlib.Path) -> None:
    for name in ("a.docx", "b.docx", "c.docx"):
        word_plan(tmp_path / "in" / name, "Dit plan is ingediend bij Menzis, de marktleider in onze regio.")
    (tmp_path / "in" / "plans.csv").write_text(
        "plan;ruleset;inwoners;ingediend\na.docx;cz;200.000;9-7-2026\nb.docx;auto;;\n", encoding="utf-8"
    )
    told = Told()
    run_batch(options(tmp_path / "in", tmp_path / "uit"), told)
    assert {title: row.ruleset for title, row in told.rows.items()} == {
        "a.docx": "cz",
        "b.docx": "menzis",
        "c.docx": "landelijk",
    }
    figures = told.rows["a.docx"].figures
    assert (figures["inhabitants"], figures["submitted"]) == (200000, "2026-07-09")
    assert "inhabitants" not in told.rows["c.docx"].figures


def it_says_so_when_a_plan_does_not_tell_its_ruleset(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    told = Told()
    tally = run_batch(options(tmp_path / "in", tmp_path / "uit", ruleset="auto"), told)
    assert told.rows["a.docx"].state is State.UNDECIDED
    assert "plans.csv" in told.rows["a.docx"].reason
    assert tally.status("never") == 3


def it_gives_a_row_with_the_reason_to_plans_that_hang_grow_or_cannot_be_read(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "in"
    word_plan(folder / "goed 1.docx")
    word_plan(folder / "lang.docx", times=9_500)
    (folder / "kapot.docx").write_bytes(b"PK geen zip")
    (folder / "leeg.pdf").write_bytes(b"")
    word_plan(folder / "goed 2.docx")
    told = Told()
    tally = run_batch(
        options(
            folder,
            tmp_path / "uit",
            ruleset=small_ruleset(tmp_path / "regels"),
            limits=Limits(timeout=4),
            outputs=("json",),
        ),
        told,
    )
    assert {t: r.state for t, r in told.rows.items()} == {
        "goed 1.docx": State.DONE,
        "goed 2.docx": State.DONE,
        "kapot.docx": State.UNREADABLE,
        "lang.docx": State.TIMEOUT,
        "leeg.pdf": State.UNREADABLE,
    }
    assert "4 seconden" in told.rows["lang.docx"].reason
    assert "leeg" in told.rows["leeg.pdf"].reason
    assert tally.status("never") == 3
    memory = Told()
    run_batch(
        options(
            folder,
            tmp_path / "uit",
            ruleset=small_ruleset(tmp_path / "regels"),
            limits=Limits(timeout=60, memory=130 * MB),
            outputs=("json",),
        ),
        memory,
    )
    assert (memory.rows["lang.docx"].state, memory.again) == (State.MEMORY, ["goed 1.docx", "goed 2.docx"])
    assert "130 MB" in memory.rows["lang.docx"].reason


class Killing(Told):
    """Kills the worker that takes a certain plan, as a crash in a library would."""

    def __init__(self, victim: str) -> None:
        super().__init__()
        self.victim = victim

    def begun(self, name: str) -> None:
        super().begun(name)
        if name.endswith(self.victim):
            threading.Thread(target=self._kill, daemon=True).start()

    def _kill(self) -> None:
        # With one worker: it has had time to start, and the plan takes it seconds.
        time.sleep(1.5)
        for child in workers():
            child.kill()


def it_loses_no_plan_when_a_worker_crashes(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "in"
    for name, times in (("1.docx", 1), ("2.docx", 9_500), ("3.docx", 1)):
        word_plan(folder / name, times=times)
    told = Killing("2.docx")
    run_batch(options(folder, tmp_path / "uit", ruleset=small_ruleset(tmp_path / "regels"), jobs=1), told)
    assert {t: r.state for t, r in told.rows.items()} == {
        "1.docx": State.DONE,
        "2.docx": State.CRASH,
        "3.docx": State.DONE,
    }


def it_does_again_only_what_changed(tmp_path: pathlib.Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "uit"
    for name in ("a.docx", "b.docx", "c.docx"):
        word_plan(folder / name)
    first = Told()
    run_batch(options(folder, out, ruleset=small_ruleset(tmp_path / "regels")), first)
    word_plan(folder / "b.docx", "Er kwam een zin bij over de knelpunten.")
    (out / "c-docx" / "rapport.json").unlink()
    second = Told()
    tally = run_batch(options(folder, out, ruleset=small_ruleset(tmp_path / "regels")), second)
    assert (second.again, sorted(second.started)) == (["a.docx"], ["b.docx", "c.docx"])
    assert (tally.plans, tally.again) == (3, 1)
    assert second.rows["a.docx"] == first.rows["a.docx"]
    assert (out / "c-docx" / "rapport.json").is_file()


def it_does_a_plan_again_when_rules_or_what_was_told_change(tmp_path: pathlib.Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "uit"
    word_plan(folder / "a.docx")
    rules = small_ruleset(tmp_path / "regels", "Ladder")
    given = options(folder, out).given

    def again(**others: object) -> bool:
        told = Told()
        run_batch(options(folder, out, **{"ruleset": rules, "jobs": 1, **others}), told)
        return bool(told.again)

    assert (again(), again()) == (False, True)
    small_ruleset(tmp_path / "regels", "Trap")
    assert (again(), again()) == (False, True)
    assert again(given=type(given)(inhabitants=200_000)) is False
    assert again(lang="en") is False
    assert (again(lang="en"), again(lang="en", fresh=True)) == (True, False)


def configured(path: pathlib.Path, until: str, rule: str = "bb1/werkgebied-postcode") -> Configuration:
    path.write_text(
        f"""[[waivers]]
rule = "{rule}"
plan = "in/a.docx"
reason = "Mondeling toegelicht."
until = {until}
""",
        encoding="utf-8",
    )
    return read(path, {"lint": ()})


def it_keeps_waived_failures_in_sight_and_out_of_the_count(tmp_path: pathlib.Path) -> None:
    for name in ("a.docx", "b.docx"):
        word_plan(tmp_path / "in" / name)

    def failing(until: str) -> tuple[Told, dict[str, str]]:
        told = Told()
        configuration = configured(tmp_path / "resvtool.toml", until)
        run_batch(options(tmp_path / "in", tmp_path / "uit", configuration=configuration), told)
        return told, {title: row.statuses["bb1/werkgebied-postcode"] for title, row in told.rows.items()}

    told, statuses = failing("2999-12-31")
    assert statuses == {"a.docx": "waived", "b.docx": "fail"}
    assert told.rows["a.docx"].failed["error"] == told.rows["b.docx"].failed["error"] - 1
    (waived,) = [f for f in told.rows["a.docx"].findings if f.status == "waived"]
    assert "Mondeling toegelicht." in waived.message
    sheet = openpyxl.load_workbook(tmp_path / "uit" / "overzicht.xlsx").worksheets[1]
    assert "ontheffing" in {c.value for c in sheet["E"]}
    told, statuses = failing("2020-01-01")
    assert (statuses["a.docx"], told.again) == ("fail", ["b.docx"])
    assert [("2020-01-01" in notice) for notice in told.rows["a.docx"].notices] == [True]
    assert told.rows["a.docx"].problems == told.rows["b.docx"].problems


def it_tells_of_a_waiver_of_a_plan_that_is_not_there(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "b.docx")
    configuration = configured(tmp_path / "resvtool.toml", "2999-12-31")
    told = Told()
    run_batch(options(tmp_path / "in", tmp_path / "uit", configuration=configuration), told)
    assert [("niet gebruikt" in note, "in/a.docx" in note) for note in told.notes] == [(True, True)]


def it_refuses_a_waiver_of_a_rule_that_does_not_exist(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    configuration = configured(tmp_path / "resvtool.toml", "2999-12-31", "bb1/werkgebied-postcodes")
    with pytest.raises(ConfigurationError, match="bedoelt u 'bb1/werkgebied-postcode'"):
        run_batch(options(tmp_path / "in", tmp_path / "uit", configuration=configuration), Told())
    assert not (tmp_path / "uit").exists()


def it_stops_at_once_and_goes_on_where_it_was(tmp_path: pathlib.Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "uit"
    for n in range(4):
        word_plan(folder / f"{n}.docx", times=30_000 if n == 2 else 1)

    class Stopping(Told):
        def done(self, row: object, again: bool) -> None:
            super().done(row, again)  # type: ignore[arg-type]
            if len(self.rows) == 2:
                raise KeyboardInterrupt

    told = Stopping()
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_batch(options(folder, out, ruleset=small_ruleset(tmp_path / "regels"), jobs=1), told)
    assert time.monotonic() - begin < 20
    assert workers() == []
    assert list((out / ".resvtool" / "tmp").iterdir()) == []
    word_plan(folder / "2.docx")
    second = Told()
    run_batch(options(folder, out, ruleset=small_ruleset(tmp_path / "regels")), second)
    assert (second.again, sorted(second.started)) == (["0.docx", "1.docx"], ["2.docx", "3.docx"])


def it_reads_from_and_writes_to_addresses(tmp_path: pathlib.Path) -> None:
    plan = word_plan(tmp_path / "in" / "noord" / "plan.docx")
    source = open_store(f"memory://{tmp_path.name}/in")
    source.write("noord/plan.docx", plan.read_bytes())
    source.write("kapot.docx", b"geen plan")
    for out in (f"memory://{tmp_path.name}/uit", (tmp_path / "uit").as_uri()):
        told = Told()
        run_batch(
            options(
                [],
                tmp_path,
                ruleset=small_ruleset(tmp_path / "regels"),
                places=(f"memory://{tmp_path.name}/in",),
                out=out,
            ),
            told,
        )
        assert {t: r.state for t, r in told.rows.items()} == {
            "noord/plan.docx": State.DONE,
            "kapot.docx": State.UNREADABLE,
        }
        store = open_store(out)
        content = json.loads(store.read("noord/plan-docx/rapport.json") or b"")
        assert content["documents"][0]["path"].endswith("in/noord/plan.docx")
        assert store.exists("overzicht.xlsx")
        again = Told()
        run_batch(
            options(
                [],
                tmp_path,
                ruleset=small_ruleset(tmp_path / "regels"),
                places=(f"memory://{tmp_path.name}/in",),
                out=out,
            ),
            again,
        )
        assert again.again == ["noord/plan.docx"]


def it_makes_every_output_that_is_asked_and_no_other(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    told = Told()
    run_batch(
        options(tmp_path / "in", tmp_path / "uit", ruleset=small_ruleset(tmp_path / "regels"), outputs=tuple(OUTPUTS)),
        told,
    )
    made = sorted(p.name for p in (tmp_path / "uit" / "a-docx").iterdir())
    assert made == told.rows["a.docx"].files
    assert len(made) == len(OUTPUTS)
    assert set(made) <= set(own_names())
    assert all((tmp_path / "uit" / "a-docx" / name).stat().st_size > 500 for name in made)


def it_leaves_no_outputs_of_an_earlier_run_that_this_one_does_not_make(tmp_path: pathlib.Path) -> None:
    plan = word_plan(tmp_path / "in" / "a.docx")
    folder, rules = tmp_path / "uit" / "a-docx", small_ruleset(tmp_path / "regels")

    def made(*outputs: str) -> list[str]:
        run_batch(options(tmp_path / "in", tmp_path / "uit", ruleset=rules, outputs=outputs), Told())
        return sorted(p.name for p in folder.iterdir())

    assert made("json", "memo", "html", "geannoteerd") == [
        "geannoteerd.docx",
        "memo.docx",
        "rapport.html",
        "rapport.json",
    ]
    (folder / "notities.txt").write_text("van de lezer", encoding="utf-8")
    assert made("json") == ["notities.txt", "rapport.json"]
    (folder / "memo.docx").write_bytes(b"van de lezer zelf")
    plan.write_bytes(b"geen plan")
    assert made("json") == ["memo.docx", "notities.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links ask for rights on Windows")
def it_gives_a_row_to_a_link_that_leads_to_itself(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "goed.docx")
    (tmp_path / "in" / "lus.docx").symlink_to("lus.docx")
    (tmp_path / "in" / "plans.csv").write_text("plan;inwoners\ngoed.docx;200000\n", encoding="utf-8")
    told = Told()
    configuration = configured(tmp_path / "resvtool.toml", "2999-12-31")
    run_batch(options(tmp_path / "in", tmp_path / "uit", configuration=configuration), told)
    states = {title: row.state for title, row in told.rows.items()}
    assert states == {"goed.docx": State.DONE, "lus.docx": State.UNREADABLE}


def it_counts_into_an_exit_status(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    tally = run_batch(options(tmp_path / "in", tmp_path / "uit"), Told())
    assert [tally.status(s) for s in ("error", "warning", "info", "never")] == [1, 1, 1, 0]
    assert Tally().status("info") == 0


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"out": "in"}, StoreError),
        ({"out": "in/a.docx"}, StoreError),
        ({"places": ("nergens",)}, StoreError),
        ({"ruleset": "menzes"}, RulesetError),
        ({"manifest": pathlib.Path("plannen.csv")}, ManifestError),
    ],
)
def it_refuses_what_cannot_be_before_anything_is_written(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], error: type[Exception]
) -> None:
    monkeypatch.chdir(tmp_path)
    word_plan(tmp_path / "in" / "a.docx")
    with pytest.raises(error):
        run_batch(options(pathlib.Path("in"), pathlib.Path("uit"), **change), Told())
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.docx"]


def it_never_writes_into_the_folder_of_a_plan(tmp_path: pathlib.Path) -> None:
    plan = word_plan(tmp_path / "plan-docx" / "rapport.docx")
    other = word_plan(tmp_path / "plan.docx")
    shutil.copy(plan, tmp_path / "plan-docx" / "rapport.json.docx")
    with pytest.raises(StoreError, match="kies een andere map"):
        run_batch(options([plan, other], tmp_path), Told())


def it_keeps_hundreds_of_rows_out_of_memory_and_in_the_overview(tmp_path: pathlib.Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(400):
        (tmp_path / "in" / f"{n:04}.docx").write_bytes(b"geen plan")
    told = Told()
    tally = run_batch(options(tmp_path / "in", tmp_path / "uit", ruleset=small_ruleset(tmp_path / "regels")), told)
    assert tally.states == {State.UNREADABLE: 400}
    sheet = openpyxl.load_workbook(tmp_path / "uit" / "overzicht.xlsx", read_only=True).worksheets[0]
    assert [r[0] for r in sheet.iter_rows(values_only=True)][1:] == [f"{n:04}.docx" for n in range(400)]
    assert (tmp_path / "uit" / "overzicht.html").stat().st_size > 40_000
