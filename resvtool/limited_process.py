"""The inside of a :class:`resvtool.limits.LimitedWorker`: takes jobs from standard input, one after the other.

The process ends when its parent does: a thread of its own reads the input, and the end of that is the end. What
a job prints goes nowhere; replies are the only thing on standard output.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

_SLACK = 64 * 1024**2


def main() -> None:
    """Run the process until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = _own_output()
    inbox: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, inbox), daemon=True).start()
    _, path, prepare, arguments, memory = inbox.get()
    sys.path[:] = path
    try:
        function = _named(prepare)(*arguments)
    except Exception as error:
        _reply(replies, ("failed", _described(error)))
        return
    _settle(memory)
    _reply(replies, ("done", None))
    while True:
        _, argument, timeout = inbox.get()
        _bound_cpu(timeout)
        _reply(replies, _outcome(function, argument))
        del argument
        gc.collect()


def one_job(function: str) -> Callable[[Any], Any]:
    """Return the function that ``function`` ("package.module:name") names: nothing to prepare."""
    return _named(function)


def _outcome(function: Callable[[Any], Any], argument: Any) -> tuple[str, Any]:
    try:
        return "done", function(argument)
    except MemoryError:
        return "memory", None
    except Exception as error:
        if type(error).__module__.startswith("resvtool."):
            return "raised", error
        return "failed", _described(error)


def _reply(replies: BinaryIO, reply: tuple[str, Any]) -> None:
    try:
        content = pickle.dumps(reply, protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        content = pickle.dumps(("memory", None))
    except Exception as error:
        content = pickle.dumps(("failed", _described(error)))
    try:
        replies.write(content)
        replies.flush()
    except OSError:
        os._exit(1)


def _described(error: BaseException) -> str:
    """What broke and where, without the error's own text: that may quote the plan."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f", {os.path.basename(frames[-1].filename)} regel {frames[-1].lineno}" if frames else ""  # noqa: PTH119
    return f"{type(error).__name__}{where}"


def _named(text: str) -> Callable[..., Any]:
    module, _, name = text.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _own_output() -> BinaryIO:
    """Return standard output as a stream for replies only; whatever else writes there is thrown away."""
    own = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)
    if os.name == "nt":
        import msvcrt

        msvcrt.setmode(own, os.O_BINARY)  # type: ignore[attr-defined]
    return os.fdopen(own, "wb")


def _read(stream: BinaryIO, inbox: queue.SimpleQueue[tuple[Any, ...]]) -> None:
    try:
        while True:
            inbox.put(pickle.load(stream))
    finally:
        # The parent is gone: whatever this process is doing, nobody waits for it.
        os._exit(0)


def _settle(memory: int | None) -> None:
    """Keep what was prepared out of the way of the garbage collector, and bound what jobs may take."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory is not None and sys.platform == "linux":
            with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
                size, resident = (int(n) * resource.getpagesize() for n in file.read().split()[:2])
            # The parent watches the resident size; this stops the one great leap between two of its looks.
            most = size + max(memory - resident, 0) + memory // 2 + _SLACK
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _bound_cpu(timeout: float | None) -> None:
    """Have the system end this process when a job goes on for long after a parent that was killed."""
    if timeout is None:
        return
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + 2 * timeout + 10)
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
