"""Work on documents of strangers in a process of its own: bounded in time and memory, safe to lose.

A :class:`LimitedWorker` starts a Python process that prepares once (loads rules, say) and then takes one job at a
time. A job that takes too long or too much memory, or that breaks the process, costs that process and nothing
else: the call raises one of the :class:`LimitError` family, and the next call starts a new process. Works the same
on Linux, macOS and Windows; ``batch`` keeps one per core, and one is enough for ``lint``.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import IO, Any

_START_SECONDS = 120.0
_POLL = 0.05
_UNITS = {"": 1024**2, "k": 1024, "m": 1024**2, "g": 1024**3}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: ``timeout`` in seconds and ``memory`` in bytes; None for no limit."""

    timeout: float | None = None
    memory: int | None = None


class LimitError(Exception):
    """A job that did not end well. Its text is a Dutch clause for users: what happened."""

    kind = "crash"


class TimedOut(LimitError):
    """The job took longer than allowed."""

    kind = "timeout"


class OutOfMemory(LimitError):
    """The job took more memory than allowed."""

    kind = "memory"


class Crashed(LimitError):
    """The process ended, or the job raised something that nobody expected."""


def parse_memory(text: str) -> int:
    """Return bytes for a size like "800M", "2G" or "1,5 GB"; a bare number is megabytes. Raises ValueError."""
    found = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*([kmg]?)i?b?\s*", text, re.IGNORECASE)
    size = int(float(found[1].replace(",", ".")) * _UNITS[found[2].lower()]) if found else 0
    if size <= 0:
        raise ValueError(f"'{text}' is geen hoeveelheid geheugen; schrijf bijvoorbeeld 800M of 2G")
    return size


def run_limited(function: str, argument: Any, limits: Limits) -> Any:
    """Return ``function(argument)`` ("package.module:name"), run in a process of its own under ``limits``.

    Raises LimitError, or the exception of the function where that is one of resvtool's own. For several
    documents keep a :class:`LimitedWorker`.
    """
    with LimitedWorker("resvtool.limited_process:one_job", (function,), limits) as worker:
        return worker.call(argument)


class LimitedWorker:
    """A process that does one job at a time under limits, and is replaced when it breaks.

    ``prepare`` names a function or class ("package.module:name") that the process calls once with
    ``arguments``; what it returns is called with each job. Everything that goes in and out is pickled.
    For one thread at a time, except for :meth:`kill` and :meth:`close`.
    """

    def __init__(self, prepare: str, arguments: tuple[Any, ...] = (), limits: Limits | None = None) -> None:
        self.prepare = prepare
        self.arguments = arguments
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._closed = False

    def __enter__(self) -> LimitedWorker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process and wait until it is ready for jobs. Raises Crashed when it does not get there."""
        if self._process is not None and self._process.poll() is None:
            return
        self.kill()
        self._replies = queue.SimpleQueue()
        self._process = _started()
        if self._closed:
            self.kill()
        process = self._process
        if process is None:
            raise Crashed("het proces is gestopt")
        threading.Thread(target=_collect, args=(process, self._replies), daemon=True).start()
        self._send(("prepare", sys.path, self.prepare, self.arguments, self.limits.memory))
        self._receive(Limits(_START_SECONDS))

    def call(self, argument: Any) -> Any:
        """Return what the prepared function returns for ``argument``.

        Raises TimedOut, OutOfMemory or Crashed, after which the process is gone and the next call starts
        another; or the exception of the function itself, where that is one of resvtool's own.
        """
        self.start()
        self._send(("job", argument, self.limits.timeout))
        return self._receive(self.limits)

    def memory(self) -> int:
        """Return the memory (resident, in bytes) that the process holds now; 0 when there is none."""
        import psutil

        if self._process is None:
            return 0
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def close(self) -> None:
        """End the process and start no other: calls raise Crashed from now on. Safe from any thread."""
        self._closed = True
        self.kill()

    def kill(self) -> None:
        """End the process at once, whatever it is doing. Safe from any thread."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        _close(process.stdin)

    def _send(self, message: tuple[Any, ...]) -> None:
        process = self._process
        if process is None or process.stdin is None:
            raise Crashed("het proces is gestopt")
        content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            process.stdin.write(content)
            process.stdin.flush()
        except (OSError, ValueError) as error:
            raise self._gone() from error

    def _receive(self, limits: Limits) -> Any:
        deadline = time.monotonic() + limits.timeout if limits.timeout is not None else None
        while True:
            try:
                kind, value = self._replies.get(timeout=_POLL)
            except queue.Empty:
                self._watch(limits, deadline)
                continue
            except BaseException:
                self.kill()
                raise
            return self._understood(kind, value)

    def _watch(self, limits: Limits, deadline: float | None) -> None:
        if deadline is not None and time.monotonic() > deadline:
            self.kill()
            raise TimedOut(f"duurde langer dan {limits.timeout:g} seconden")
        if limits.memory is not None and self.memory() > limits.memory:
            self.kill()
            raise self._too_much()

    def _understood(self, kind: str, value: Any) -> Any:
        if kind == "done":
            return value
        if kind == "raised":
            raise value
        if kind == "failed":
            raise Crashed(f"liep stuk ({value}); meld dit als fout van resvtool")
        if kind == "memory":
            self.kill()
            raise self._too_much()
        raise self._gone()

    def _too_much(self) -> OutOfMemory:
        size = (self.limits.memory or 0) / 1024**2
        return OutOfMemory(f"had meer geheugen nodig dan {size:.0f} MB" if size else "had te veel geheugen nodig")

    def _gone(self) -> LimitError:
        process = self._process
        status = process.wait() if process is not None else None
        self.kill()
        if status is None:
            return Crashed("het proces is gestopt")
        if hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
            return TimedOut(f"duurde langer dan {self.limits.timeout or 0:g} seconden")
        return Crashed(f"brak het proces af ({_ending(status)})")


def _started() -> subprocess.Popen[bytes]:
    """Start a worker process: out of reach of Ctrl-C, and importing nothing from the folder we are in."""
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(
        [sys.executable, "-P", "-c", "from resvtool.limited_process import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={
            "OPENBLAS_NUM_THREADS": "1",
            **os.environ,
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
            "PYTHONUTF8": "1",
        },
        creationflags=flags,
        start_new_session=os.name == "posix",
    )


def _collect(process: subprocess.Popen[bytes], replies: queue.SimpleQueue[tuple[str, Any]]) -> None:
    """Hand on the replies of ``process`` until there are no more; the last one says that it is gone."""
    stream = process.stdout
    assert stream is not None
    try:
        while True:
            replies.put(pickle.load(stream))
    except Exception:
        # The end of the stream, or half a reply of a process that was killed while it spoke.
        replies.put(("gone", None))
    finally:
        _close(stream)


def _close(stream: IO[bytes] | None) -> None:
    # What is still in the buffer has no reader any more.
    with contextlib.suppress(OSError):
        if stream is not None:
            stream.close()


def _ending(status: int) -> str:
    if status < 0:
        try:
            return signal.Signals(-status).name
        except ValueError:
            return f"signaal {-status}"
    return f"status {status}"
