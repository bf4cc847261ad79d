"""Where results go: whole files or none, on this machine and at addresses."""

import errno
import os
import pathlib
import subprocess
import sys

import pytest

from resvtool.batch.stores import StoreError, is_address, open_store


@pytest.fixture(params=["folder", "file address", "memory address"])
def place(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> str:
    places = {
        "folder": str(tmp_path / "uit"),
        "file address": (tmp_path / "uit").as_uri(),
        "memory address": f"memory://{tmp_path.name}/uit",
    }
    return places[request.param]


def it_writes_and_reads_back_and_replaces(place: str) -> None:
    store = open_store(place)
    assert (store.read("a/ë.json"), store.exists("a/ë.json")) == (None, False)
    for content in (b"een", b"twee"):
        store.write("a/ë.json", content)
        assert (store.read("a/ë.json"), store.exists("a/ë.json")) == (content, True)
    assert store.shown("a/ë.json").replace("\\", "/").endswith("uit/a/ë.json")
    assert open_store(place).read("a/ë.json") == b"twee"


def it_sweeps_up_after_runs_that_were_killed_and_leaves_those_that_run(tmp_path: pathlib.Path) -> None:
    aside = tmp_path / ".resvtool" / "tmp"
    aside.mkdir(parents=True)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (aside / f"{gone.pid}-rapport.json").write_bytes(b"half")
    (aside / f"{os.getppid()}-rapport.json").write_bytes(b"half")
    open_store(str(tmp_path))
    assert [p.name for p in aside.iterdir()] == [f"{os.getppid()}-rapport.json"]


def it_says_where_it_cannot_write(tmp_path: pathlib.Path) -> None:
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises(StoreError, match="bestand"):
        open_store(str(tmp_path / "bestand"))
    store = open_store(str(tmp_path))
    with pytest.raises(StoreError, match=r"rapport\.json"):
        store.write("bestand/rapport.json", b"x")
    assert list((tmp_path / ".resvtool" / "tmp").iterdir()) == []


def it_removes_a_file_once(place: str) -> None:
    store = open_store(place)
    store.write("a/memo.docx", b"x")
    store.remove("a/memo.docx")
    store.remove("a/memo.docx")
    assert not store.exists("a/memo.docx")


def it_says_at_once_that_a_folder_may_only_be_read(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(str(tmp_path))
    (tmp_path / ".resvtool" / "tmp" / "left-behind").write_bytes(b"")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    # Tests may run as one who may write everywhere, so it is the system that says no.
    for name in ("unlink", "write_bytes", "mkdir"):
        monkeypatch.setattr(pathlib.Path, name, refuse)
    with pytest.raises(StoreError, match=r"rapport\.json: niet te schrijven \(Read-only"):
        store.write("rapport.json", b"x")
    monkeypatch.setattr(pathlib.Path, "mkdir", lambda *_, **__: None)
    with pytest.raises(StoreError, match="--out"):
        open_store(str(tmp_path))


def it_says_what_is_wrong_with_an_address() -> None:
    with pytest.raises(StoreError, match="bestaatniet://emmer"):
        open_store("bestaatniet://emmer/map")


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("s3://emmer/map", True),
        ("file:///map", True),
        (r"C:\plannen", False),
        ("C:/plannen", False),
        ("plannen", False),
    ],
)
def it_tells_addresses_from_paths(text: str, so: bool) -> None:
    assert is_address(text) is so
