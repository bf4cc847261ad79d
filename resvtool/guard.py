"""Work on one document that ends in time, within its memory, and without telling the document in an error.

Costs nothing that can be measured: an alarm of the system, and a thread that looks five times a second. An alarm
can stop Python and its regular expressions; where code in C goes on regardless (a PDF that never ends to draw),
or memory runs out, the thread ends the whole command, in the same sentence and with status 3.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from typing import Any

from resvtool.document import UnreadableDocument

_GRACE = 2.0
_LOOK = 0.2
USUAL_TIMEOUT, USUAL_MEMORY = 120, "2G"
"""Seconds and memory that one document may take, unless the user says otherwise."""
_KNOWN = {USUAL_MEMORY: 2 * 1024**3, "0": 0}  # these spare the imports of what batch needs
_UNREADABLE = 3


class _OutOfTime(BaseException):
    """Raised by the alarm. No Exception, so that nothing on the way takes it for a fault of its own."""


def memory_of(text: str) -> int:
    """Return bytes for "800M", "2G" or a bare number of megabytes; 0 for "0". Raises ValueError."""
    if text in _KNOWN:
        return _KNOWN[text]
    from resvtool.limits import parse_memory

    return parse_memory(text)


@contextlib.contextmanager
def guarded(path: pathlib.Path, timeout: float = 0, memory: int = 0) -> Iterator[None]:
    """Run the body for the document at ``path`` within ``timeout`` seconds and ``memory`` bytes (0: no limit).

    Raises UnreadableDocument when that does not do, and for whatever else goes wrong in the body; its text says
    what broke and where in resvtool, never what stands in the document. What asks to leave the command goes
    through. RESVTOOL_DEBUG in the environment lets errors through as they are.
    """
    watch = _Watch(path, timeout, memory)
    try:
        with _alarm(timeout), watch:
            yield
    except UnreadableDocument:
        raise
    except _OutOfTime:
        raise UnreadableDocument(_too_long(path, timeout)) from None
    except MemoryError:
        raise UnreadableDocument(_too_much(path, memory)) from None
    except Exception as error:
        if hasattr(error, "exit_code") or "RESVTOOL_DEBUG" in os.environ:
            raise
        raise UnreadableDocument(_broken(path, error)) from None


def _too_long(path: pathlib.Path, timeout: float) -> str:
    return (
        f"{path}: duurde langer dan {timeout:g} seconden en is afgebroken; maak het plan kleiner, of geef meer tijd "
        "met --timeout als u de afzender vertrouwt."
    )


def _too_much(path: pathlib.Path, memory: int) -> str:
    size = f" dan {memory / 1024**2:.0f} MB" if memory else " dan er is"
    return (
        f"{path}: kostte meer geheugen{size} en is afgebroken; maak het plan kleiner, of geef meer met --max-memory "
        "als u de afzender vertrouwt."
    )


def _broken(path: pathlib.Path, error: Exception) -> str:
    """Say what broke and where, without the error's own text: that may quote the plan."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "resvtool" in pathlib.PurePath(f.filename).parts] or list(frames)
    where = f" in {pathlib.PurePath(own[-1].filename).name}, regel {own[-1].lineno}" if own else ""
    return (
        f"{path}: niet beoordeeld door een fout in resvtool ({type(error).__name__}{where}); meld dit als fout, liefst "
        "met het bestand als dat mag."
    )


@contextlib.contextmanager
def _alarm(timeout: float) -> Iterator[None]:
    """Raise _OutOfTime in the body after ``timeout`` seconds, where the system has alarms."""
    on_main = threading.current_thread() is threading.main_thread()
    if not timeout or not on_main or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: Any) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, timeout)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Watch:
    """A thread that ends the command when its document takes too long or too much."""

    def __init__(self, path: pathlib.Path, timeout: float, memory: int) -> None:
        self._path, self._timeout, self._memory = path, timeout, memory
        self._over = threading.Event()

    def __enter__(self) -> None:
        if self._timeout or self._memory:
            threading.Thread(target=self._run, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _run(self) -> None:
        begin = time.monotonic()
        while not self._over.wait(_LOOK):
            if self._timeout and time.monotonic() - begin > self._timeout + _GRACE:
                _end(_too_long(self._path, self._timeout))
            if self._memory and _resident() > self._memory:
                _end(_too_much(self._path, self._memory))


def _end(sentence: str) -> None:
    with contextlib.suppress(OSError):
        os.write(2, f"resvtool: {sentence}\n".encode())
    os._exit(_UNREADABLE)


def _resident() -> int:
    """Return the memory this process holds in bytes, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
