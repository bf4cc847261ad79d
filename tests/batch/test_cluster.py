"""Batches on a real local Dask cluster of two workers, one of which is killed on the way."""

import pathlib
from collections.abc import Iterator

import distributed
import psutil
import pytest
from batch_files import Told, options, small_ruleset, word_plan
from distributed import LocalCluster

from resvtool.batch.rows import State
from resvtool.batch.running import run_batch
from resvtool.batch.stores import StoreError
from resvtool.limits import Limits


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as made:
        yield made


class KillingOne(Told):
    """Kills a Dask worker when the third plan is done."""

    def __init__(self, cluster: LocalCluster) -> None:
        super().__init__()
        self.cluster = cluster
        self.killed = 0

    def done(self, row: object, again: bool) -> None:
        super().done(row, again)  # type: ignore[arg-type]
        if len(self.rows) == 3:
            self.killed = next(iter(self.cluster.workers.values())).pid
            psutil.Process(self.killed).kill()


def it_loses_nothing_when_one_of_two_workers_is_killed(cluster: LocalCluster, tmp_path: pathlib.Path) -> None:
    for n in range(24):
        word_plan(tmp_path / "in" / f"{n:02}.docx", f"Plan {n}.", times=20)
    told = KillingOne(cluster)
    asked = options(
        tmp_path / "in", tmp_path / "uit", ruleset=small_ruleset(tmp_path / "r"), cluster=cluster.scheduler_address
    )
    tally = run_batch(asked, told)
    assert told.killed
    assert tally.states == {State.DONE: 24}
    assert sorted(told.rows) == [f"{n:02}.docx" for n in range(24)]
    assert len({row.sha256 for row in told.rows.values()}) == 24
    assert len(list((tmp_path / "uit").glob("*/rapport.json"))) == 24


def it_finds_what_the_same_batch_finds_on_this_machine(cluster: LocalCluster, tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    (tmp_path / "in" / "kapot.docx").write_bytes(b"geen plan")
    here, there = Told(), Told()
    run_batch(options(tmp_path / "in", tmp_path / "hier"), here)
    run_batch(options(tmp_path / "in", tmp_path / "daar", cluster=cluster.scheduler_address), there)
    for row in (*here.rows.values(), *there.rows.values()):
        row.seconds = {}
    assert here.rows == there.rows
    assert (tmp_path / "hier/a-docx/rapport.json").read_bytes() == (tmp_path / "daar/a-docx/rapport.json").read_bytes()


def it_keeps_plans_within_limits_there_too(cluster: LocalCluster, tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "goed.docx")
    word_plan(tmp_path / "in" / "lang.docx", times=9_500)
    told = Told()
    rules = small_ruleset(tmp_path / "r")
    limits = Limits(timeout=4)
    run_batch(
        options(
            tmp_path / "in",
            tmp_path / "uit",
            ruleset=rules,
            limits=limits,
            outputs=("json",),
            cluster=cluster.scheduler_address,
        ),
        told,
    )
    assert {t: r.state for t, r in told.rows.items()} == {"goed.docx": State.DONE, "lang.docx": State.TIMEOUT}


@pytest.mark.parametrize(
    ("address", "told"),
    [("onzin", "controleer het adres"), ("foo://a:1", "controleer het adres"), ("tls://127.0.0.1:1", "certificaten")],
)
def it_makes_no_client_for_an_address_that_none_can_reach(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    made: list[object] = []
    monkeypatch.setattr(distributed, "Client", lambda *a, **k: made.append(a))
    word_plan(tmp_path / "in" / "a.docx")
    with pytest.raises(StoreError, match=told):
        run_batch(options(tmp_path / "in", tmp_path / "uit", cluster=address), Told())
    assert made == []


def it_says_so_when_there_is_no_cluster(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resvtool.batch.cluster._CONNECT_SECONDS", 1)
    word_plan(tmp_path / "in" / "a.docx")
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9"):
        run_batch(options(tmp_path / "in", tmp_path / "uit", cluster="tcp://127.0.0.1:9"), Told())
