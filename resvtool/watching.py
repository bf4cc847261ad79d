"""Waiting for a plan to be saved, the way word processors save.

Word writes a temporary file, moves the plan aside, and moves the new one in its place: for a moment the plan is
missing, and Windows may refuse to open it. Lock files (``~$plan.docx``) and temporary files lie beside the plan
and are never looked at. Looking at one file twice a second costs nothing, and works on network drives too, where
the notices of the operating system do not.
"""

from __future__ import annotations

import hashlib
import pathlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_LOCKS = ("~$", ".~lock.", "~wr")
State = tuple[int, int, int]


@dataclass
class Watcher:
    """Tells when ``path`` has new content. ``sleep`` is replaced in tests."""

    path: pathlib.Path
    interval: float = 0.5
    sleep: Callable[[float], None] = time.sleep

    def saves(self) -> Iterator[str]:
        """Yield the hash of the content: at once, and then each time that other content has settled.

        Content has settled when the file was the same at two looks in a row and can be opened. Never ends.
        """
        told = ""
        before: State | None = None
        looked: State | None = None
        while True:
            now = self._state()
            settled = now is not None and now == before
            if settled and now != looked:
                found = self._hash()
                if found is not None:
                    looked = now
                    if found != told:
                        told = found
                        yield found
            before = now
            self.sleep(self.interval)

    def _state(self) -> State | None:
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return (stat.st_mtime_ns, stat.st_size, stat.st_ino)

    def _hash(self) -> str | None:
        try:
            content = self.path.read_bytes()
        except OSError:
            return None
        return hashlib.sha256(content).hexdigest()


def is_lock_file(path: pathlib.Path) -> bool:
    """Say whether ``path`` is a lock or temporary file of a word processor, by its name."""
    return path.name.lower().startswith(_LOCKS)
