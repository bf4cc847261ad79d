"""Which plans a batch is about: files and folders as the user gave them, each with a name and a place for results."""

from __future__ import annotations

import hashlib
import os
import pathlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from resvtool.batch.stores import STATE_FOLDER, StoreError, content_of, is_address, open_address

SUFFIXES = (".docx", ".docm", ".doc", ".pdf")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 80
_MOST_BYTES = 200  # a file system takes 255, and more comes behind a name


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan to check.

    ``name`` is its path or address; ``title`` what of that tells it from the others (from the folder that all have
    in common); ``target`` its folder under the output, by "/".
    """

    name: str
    title: str
    target: str

    @property
    def remote(self) -> bool:
        """Whether it stands at an address rather than on this machine."""
        return is_address(self.name)

    def read(self) -> bytes:
        """Return its content. Raises StoreError or OSError."""
        return content_of(self.name)


@dataclass(frozen=True, slots=True)
class FoundPlans:
    """The plans in order, and a sentence for each that was left out and why."""

    plans: list[PlanFile]
    left_out: list[str]


def find_plans(places: Iterable[str], out: str = "") -> FoundPlans:
    """Return the plans at ``places``: files, folders and addresses. Folders are searched to the bottom.

    Results of earlier batches, Word's lock files and hidden files are no plans. A plan that is reached twice
    (by a link, or by two arguments) is checked once. Raises StoreError where a place does not exist or holds
    no plans.
    """
    named: list[tuple[str, str]] = []
    places = list(places)
    common = _common([p for p in places if not is_address(p)])
    for place in places:
        found = list(_at_address(place) if is_address(place) else _at_path(place, common, out))
        if not found:
            raise StoreError(f"{place}: hier staan geen plannen ({', '.join(SUFFIXES)})")
        named += found
    unique, left_out = _once(named)
    return FoundPlans(_with_targets(unique), left_out)


def _at_path(place: str, common: pathlib.Path, out: str) -> Iterator[tuple[str, str]]:
    """The plans at a path, as (name, name relative to what all paths have in common)."""
    path = pathlib.Path(place)
    if not path.exists() and not path.is_symlink():
        raise StoreError(f"{place}: bestaat niet; controleer de naam en de map")
    files = (
        _walk(path, pathlib.Path(out).resolve() if out and not is_address(out) else None) if path.is_dir() else [path]
    )
    for file in files:
        yield str(file), _relative(file, common)


def _walk(folder: pathlib.Path, out: pathlib.Path | None) -> Iterator[pathlib.Path]:
    """The plans under ``folder`` in the order of their names, links followed, no folder visited twice."""
    seen: set[str] = set()
    for at, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(at)
        if real in seen or STATE_FOLDER in folders or (out is not None and pathlib.Path(real) == out):
            # STATE_FOLDER marks the results of a batch: memos and annotated copies are no plans.
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if _is_plan(name):
                yield pathlib.Path(at) / name


def _is_plan(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))


def _at_address(place: str) -> Iterator[tuple[str, str]]:
    files, root = open_address(place)
    try:
        if files.isfile(root):
            yield place, root.rpartition("/")[2]
            return
        paths = sorted(files.find(root))
    except Exception as error:
        raise StoreError(f"{place}: niet te lezen ({error or type(error).__name__}); controleer het adres") from error
    base = root.rstrip("/") + "/"
    done = {p.rpartition(f"/{STATE_FOLDER}/")[0] + "/" for p in paths if f"/{STATE_FOLDER}/" in p}
    for path in paths:
        if _is_plan(path.rpartition("/")[2]) and not any(path.startswith(d) for d in done):
            yield str(files.unstrip_protocol(path)), path.removeprefix(base)


def _common(places: list[str]) -> pathlib.Path:
    """The folder under which all given paths lie: folders themselves, and the folders of files."""
    # abspath rather than resolve(), which would follow links.
    whole = [pathlib.Path(os.path.abspath(place)) for place in places]  # noqa: PTH100
    try:
        return pathlib.Path(os.path.commonpath([p if p.is_dir() else p.parent for p in whole] or [pathlib.Path()]))
    except ValueError:
        # Windows: drives have nothing in common.
        return pathlib.Path()


def _relative(file: pathlib.Path, common: pathlib.Path) -> str:
    whole = pathlib.Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow links
    try:
        return whole.relative_to(common).as_posix()
    except ValueError:
        return whole.as_posix().replace(":", "").lstrip("/")


def _once(named: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[str]]:
    """Leave out plans that were reached before; the real file goes before a link to it."""
    links = [n for n in named if not is_address(n[0]) and pathlib.Path(n[0]).is_symlink()]
    first: dict[str, str] = {}
    for name, _ in [n for n in named if n not in links] + links:
        first.setdefault(_identity(name), name)
    kept, left_out, taken = [], [], set()
    for name, relative in named:
        identity = _identity(name)
        if first[identity] == name and identity not in taken:
            taken.add(identity)
            kept.append((name, relative))
        elif first[identity] != name:
            left_out.append(f"{name}: hetzelfde bestand als {first[identity]}; één keer gecontroleerd")
    return kept, left_out


def _identity(name: str) -> str:
    return name if is_address(name) else os.path.normcase(os.path.realpath(name))


def _with_targets(named: list[tuple[str, str]]) -> list[PlanFile]:
    """Give each plan a folder of its own under the output, by its name; the same at every run."""
    plans = [(PlanFile(name, relative, _target(relative)), relative) for name, relative in named]
    count = Counter(_folded(plan.target) for plan, _ in plans)
    return [
        replace(plan, target=f"{plan.target}-{_short(relative)}") if count[_folded(plan.target)] > 1 else plan
        for plan, relative in plans
    ]


def _target(relative: str) -> str:
    *folders, file = relative.split("/")
    stem, _, suffix = file.rpartition(".")
    return "/".join(_safe(part) for part in [*folders, f"{stem}-{suffix.lower()}"])


def _safe(part: str) -> str:
    """Return a name that every file system takes: composed, no odd characters, not too long."""
    name = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", part)).rstrip(". ") or "_"
    name = "".join("_" if "\ud800" <= sign <= "\udfff" else sign for sign in name)
    if _RESERVED.fullmatch(name) or name in ("..", STATE_FOLDER):
        name = f"_{name}"
    if len(name) <= _LONGEST and len(name.encode()) <= _MOST_BYTES:
        return name
    return f"{name[: _LONGEST - 9].encode()[:_MOST_BYTES].decode(errors='ignore')}-{_short(part)}"


def _folded(target: str) -> str:
    return unicodedata.normalize("NFKC", target).casefold()


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogateescape")).hexdigest()[:8]
