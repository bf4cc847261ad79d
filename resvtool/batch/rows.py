"""What a batch keeps of one plan: enough for the overviews, as plain data that travels and is stored as JSON."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from resvtool.plan import Given
from resvtool.rules.model import Waiver

ROW_VERSION = 1
WAIVED = "waived"


class State(StrEnum):
    """How it went with a plan. An incomplete one was assessed, but not all that was asked could be made of it."""

    DONE = "done"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"
    UNDECIDED = "undecided"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"


@dataclass(frozen=True, slots=True)
class Found:
    """A requirement that is not met or is to be judged, in words, for the sheet with all findings."""

    rule: str
    block: int
    status: str
    severity: str
    gate: bool
    title: str
    message: str
    evidence: str
    place: str
    source: str


@dataclass(slots=True)
class Row:
    """One plan in the overview.

    ``name`` is its path or address, ``title`` what of that tells it from the other plans, ``target`` its folder
    under the output. ``reason`` says what went wrong unless ``state`` is done. ``statuses`` holds the status of
    every rule, :data:`WAIVED` for a waived failure; ``failed`` counts failed (and broken) rules per severity, as
    exit statuses need them; ``notices`` tell of waivers that do not help; ``files`` the outputs in the folder;
    ``seconds`` the time per stage. ``key`` is what the plan was checked with: the same key need not be done again.
    """

    name: str
    title: str
    target: str
    state: State = State.DONE
    reason: str = ""
    key: str = ""
    sha256: str = ""
    format: str = ""
    pages: int | None = None
    ruleset: str = ""
    statuses: dict[str, str] = field(default_factory=dict)
    findings: list[Found] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    gates_failed: int = 0
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the row as JSON text, in ASCII: a name of a file that is no UTF-8 comes back as it was."""
        return json.dumps({"row": ROW_VERSION, **asdict(self)})

    @classmethod
    def from_json(cls, text: str) -> Row | None:
        """Return the row that :meth:`to_json` wrote; None for anything else, or one of another version."""
        try:
            data = json.loads(text)
            if data.pop("row") != ROW_VERSION:
                return None
            data["state"] = State(data["state"])
            data["findings"] = [Found(**f) for f in data["findings"]]
            return cls(**data)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class Job:
    """One plan to check: where it is (``path``, or an address), and how.

    ``content`` holds the plan itself for a worker that cannot reach its file. ``name``, ``title`` and
    ``target`` are as in :class:`Row`; ``ruleset`` is a name or folder as the user gave it, or "auto";
    ``beside`` a hash of the files beside the plan that go into its outputs; ``waivers`` are this plan's.
    """

    name: str
    title: str
    target: str
    ruleset: str
    given: Given
    path: str = ""
    content: bytes | None = None
    beside: str = ""
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a worker made of a job: its row, and its outputs by file name."""

    row: Row
    files: dict[str, bytes] = field(default_factory=dict)


def failed_row(job: Job, state: State, reason: str) -> Row:
    """Return the row of a plan that could not be assessed, with the reason in words."""
    return Row(job.name, job.title, job.target, state, reason, ruleset=job.ruleset)


def given_as_data(given: Given) -> dict[str, Any]:
    """Return what the user told besides the plan as plain data."""
    submitted = given.submitted.isoformat() if isinstance(given.submitted, datetime.date) else None
    return {"submitted": submitted, "inhabitants": given.inhabitants}
