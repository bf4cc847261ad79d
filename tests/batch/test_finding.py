"""Which plans a batch is about, and under which names their results go."""

import os
import pathlib

import fsspec
import pytest
from batch_files import word_plan

from resvtool.batch.finding import find_plans
from resvtool.batch.stores import StoreError


def touched(*paths: pathlib.Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def targets(*places: pathlib.Path, out: str = "") -> dict[str, str]:
    return {p.title: p.target for p in find_plans(map(str, places), out).plans}


def it_finds_plans_to_the_bottom_of_a_folder_and_nothing_else(tmp_path: pathlib.Path) -> None:
    touched(tmp_path / "a.docx", tmp_path / "b" / "c" / "d.PDF", tmp_path / "e.txt")
    touched(tmp_path / "~$a.docx", tmp_path / ".f.docx", tmp_path / ".weg" / "g.docx")
    assert targets(tmp_path) == {"a.docx": "a-docx", "b/c/d.PDF": "b/c/d-pdf"}


def it_keeps_plans_of_the_same_name_apart(tmp_path: pathlib.Path) -> None:
    touched(tmp_path / "noord" / "plan.docx", tmp_path / "zuid" / "plan.docx", tmp_path / "zuid" / "plan.pdf")
    by_folder = targets(tmp_path)
    assert by_folder == targets(*sorted(tmp_path.rglob("plan.*")))
    assert sorted(by_folder.values()) == ["noord/plan-docx", "zuid/plan-docx", "zuid/plan-pdf"]


def it_keeps_names_apart_that_only_differ_in_case_or_composition(tmp_path: pathlib.Path) -> None:
    names = ["Zuiderëiland.docx", "Zuidere\u0308iland.docx", "ZUIDERËILAND.docx"]
    touched(*(tmp_path / name for name in names))
    if len(list(tmp_path.iterdir())) < len(names):
        pytest.skip("this file system holds these names for the same")
    made = list(targets(tmp_path).values())
    assert len({m.casefold() for m in made}) == len(names)
    assert all(m.casefold().startswith("zuiderëiland-docx-") for m in made)


def it_gives_names_that_every_file_system_takes(tmp_path: pathlib.Path) -> None:
    touched(tmp_path / "con.docx", tmp_path / ("lang" * 50 + ".docx"), tmp_path / "計画 Łódź 🏥.docx")
    made = targets(tmp_path)
    assert made["con.docx"] == "con-docx"
    assert made["計画 Łódź 🏥.docx"] == "計画 Łódź 🏥-docx"
    assert max(map(len, made.values())) <= 80


@pytest.mark.skipif(os.name == "nt", reason="these are no names on Windows")
def it_replaces_characters_that_windows_does_not_take(tmp_path: pathlib.Path) -> None:
    touched(tmp_path / 'plan "nieuw": 1?.docx', tmp_path / "con" / "plan.docx")
    assert sorted(targets(tmp_path).values()) == ["_con/plan-docx", "plan _nieuw__ 1_-docx"]


@pytest.mark.skipif(os.name == "nt", reason="names of Windows are no bytes")
def it_gives_names_that_hold_in_bytes_as_well(tmp_path: pathlib.Path) -> None:
    touched(tmp_path / ("🏥" * 62 + ".docx"), tmp_path / "\udcff.docx", tmp_path / "\udcfe.docx")
    made = set(targets(tmp_path).values())
    assert len(made) == 3
    assert max(len(name.encode("utf-8")) for name in made) <= 220


def link(path: pathlib.Path, to: pathlib.Path) -> None:
    try:
        path.symlink_to(to, target_is_directory=to.is_dir())
    except OSError:
        pytest.skip("no links here")


def it_follows_links_and_checks_each_plan_once(tmp_path: pathlib.Path) -> None:
    touched(tmp_path / "in" / "plan.docx", tmp_path / "elders" / "ver.docx")
    link(tmp_path / "in" / "0-link.docx", tmp_path / "in" / "plan.docx")
    link(tmp_path / "in" / "map", tmp_path / "elders")
    link(tmp_path / "in" / "rond", tmp_path / "in")
    found = find_plans([str(tmp_path / "in")])
    assert [p.title for p in found.plans] == ["plan.docx", "map/ver.docx"]
    assert ["0-link.docx" in text and "plan.docx" in text for text in found.left_out] == [True]


def it_keeps_a_link_to_nowhere_so_that_it_gets_a_row(tmp_path: pathlib.Path) -> None:
    touched(tmp_path / "plan.docx")
    link(tmp_path / "weg.docx", tmp_path / "nergens.docx")
    assert sorted(targets(tmp_path)) == ["plan.docx", "weg.docx"]


def it_does_not_take_results_for_plans(tmp_path: pathlib.Path) -> None:
    touched(tmp_path / "plan.docx", tmp_path / "uit" / ".resvtool" / "rows" / "x.json", tmp_path / "uit" / "memo.docx")
    touched(tmp_path / "nieuw" / "memo.docx")
    assert list(targets(tmp_path, out=str(tmp_path / "nieuw"))) == ["plan.docx"]


@pytest.mark.parametrize("place", ["nergens", "leeg"])
def it_says_so_when_there_is_nothing(tmp_path: pathlib.Path, place: str) -> None:
    (tmp_path / "leeg").mkdir()
    with pytest.raises(StoreError, match=place):
        find_plans([str(tmp_path / place)])


def it_finds_plans_at_an_address(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "noord" / "plan.docx")
    touched(tmp_path / "uit" / ".resvtool" / "rows" / "x.json", tmp_path / "uit" / "memo.docx")
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/it_finds/noord/plan.docx", b"x")
    local = find_plans([tmp_path.as_uri()]).plans
    there = find_plans(["memory://it_finds"]).plans
    assert (
        [(p.title, p.target) for p in local]
        == [(p.title, p.target) for p in there]
        == [("noord/plan.docx", "noord/plan-docx")]
    )
    assert (there[0].remote, there[0].read()) == (True, b"x")
