"""Jobs that behave badly, for the tests of limits: each runs inside a worker process."""

import os
import pathlib
import time
from collections.abc import Callable
from typing import Any

from resvtool.document import UnreadableDocument


def behave(job: tuple[str, Any]) -> Any:
    kind, value = job
    return globals()[f"_{kind}"](value)


def prepared(greeting: str) -> Callable[[str], tuple[str, int]]:
    return lambda name: (f"{greeting} {name}", os.getpid())


def _echo(value: Any) -> Any:
    print("this must not disturb the replies")
    os.write(1, b"nor this")
    return value


def _hang(value: str) -> None:
    if value:
        pathlib.Path(value).write_text(str(os.getpid()), encoding="ascii")
    while True:
        time.sleep(0.01)


def _grow(step: int) -> int:
    kept = []
    while True:
        kept.append(bytearray(os.urandom(1024) * (step // 1024)))
        time.sleep(0.005)


def _leap(size: int) -> int:
    return len(bytearray(size))


def _exit(status: int) -> None:
    os._exit(status)


def _abort(_: Any) -> None:
    os.abort()


def _raise(text: str) -> None:
    raise KeyError(text)


def _unreadable(text: str) -> None:
    raise UnreadableDocument(text)


def _unpicklable(_: Any) -> Any:
    return lambda: None
