"""What a worker does: one plan to its row and its files. The same on this machine and on a cluster."""

from __future__ import annotations

import datetime
import pathlib
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from resvtool import __version__
from resvtool.assessment import Assessment, assess_plan, plan_of
from resvtool.batch.figures import figures
from resvtool.batch.fingerprint import row_key
from resvtool.batch.outputs import OUTPUTS
from resvtool.batch.rows import WAIVED, Checked, Found, Job, Row, State, failed_row
from resvtool.document import Document, UnreadableDocument
from resvtool.plan import Plan
from resvtool.reading.limits import USUAL, Limits
from resvtool.reading.opening import read_document
from resvtool.report import wording
from resvtool.rules.choosing import choose
from resvtool.rules.model import Result, Ruleset, Severity, Status
from resvtool.waivers import waive

AUTO = "auto"
_NATIONAL = "landelijk"


@dataclass(frozen=True)
class Settings:
    """What is the same for every plan of a batch. Pickled once for each worker, rules and all.

    ``rulesets`` by the name the user gave; ``hashes`` their content hashes, also for "auto"; ``outputs`` the keys
    of :data:`resvtool.batch.outputs.OUTPUTS` to make; ``reading`` the most that is read of a plan.
    """

    rulesets: Mapping[str, Ruleset]
    hashes: Mapping[str, str]
    lang: str = "nl"
    outputs: tuple[str, ...] = ("json",)
    reading: Limits = USUAL
    version: str = __version__


class Checker:
    """Checks jobs, one after the other, with rules that were loaded once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        if settings.version != __version__:
            raise RuntimeError(f"worker {__version__}, client {settings.version}")

    def __call__(self, job: Job) -> Checked:
        """Return the row and the files of ``job``. A plan that cannot be assessed gets a row that says why."""
        if job.content is None:
            return self._check(job, pathlib.Path(job.path))
        with tempfile.TemporaryDirectory(prefix="resvtool-") as folder:
            path = pathlib.Path(folder) / ("plan" + pathlib.PurePosixPath(job.name).suffix)
            path.write_bytes(job.content)
            return self._check(job, path)

    def _check(self, job: Job, path: pathlib.Path) -> Checked:
        clock = Clock()
        try:
            with clock("reading"):
                document = read_document(path, self.settings.reading)
        except UnreadableDocument as error:
            reason = str(error).removeprefix(f"{path}: ")
            return Checked(failed_row(job, State.UNREADABLE, reason))
        document.path = shown_name(job.name)
        with clock("language"):
            plan, ruleset, why = self._ready(job, document)
        if ruleset is None:
            return Checked(failed_row(job, State.UNDECIDED, why))
        with clock("rules"):
            assessment = assess_plan(plan, ruleset)
            assessment = waive(assessment, job.waivers, pathlib.Path(), datetime.date.today())
        with clock("reports"):
            files, missed = self._files(assessment, path)
            row = self._row(job, assessment, files)
        if missed:
            row.state, row.reason = State.INCOMPLETE, "; ".join(missed)
        row.seconds = clock.seconds
        return Checked(row, files)

    def _ready(self, job: Job, document: Document) -> tuple[Plan, Ruleset | None, str]:
        """Return the plan with its passages, and its ruleset; or None and why none could be chosen."""
        rulesets = self.settings.rulesets
        ruleset = rulesets[_NATIONAL if job.ruleset == AUTO else job.ruleset]
        plan = plan_of(document, ruleset, job.given)
        passages = plan.passages
        if job.ruleset != AUTO:
            return plan, ruleset, ""
        choice = choose(passages)
        if choice.ruleset is None:
            why = f"{choice.why}; zet de ruleset van dit plan in plans.csv of kies er een met --ruleset"
            return plan, None, why
        chosen = rulesets[choice.ruleset]
        return plan.under(chosen), chosen, ""

    def _files(self, assessment: Assessment, path: pathlib.Path) -> tuple[dict[str, bytes], list[str]]:
        """Return the files by name, and a clause for each output that could not be made."""
        files: dict[str, bytes] = {}
        missed = []
        for key in self.settings.outputs:
            try:
                made = OUTPUTS[key].make(assessment, path, self.settings.lang)
            except MemoryError:
                raise
            except Exception as error:
                own = type(error).__module__.startswith("resvtool.")
                missed.append(f"{key}: {error if own else f'liep stuk ({type(error).__name__})'}")
            else:
                files.update([made] if made else [])
        return files, missed

    def _row(self, job: Job, assessment: Assessment, files: Mapping[str, bytes]) -> Row:
        settings, document = self.settings, assessment.document
        heavy = assessment.failures()
        return Row(
            name=job.name,
            title=job.title,
            target=job.target,
            key=row_key(document.sha256, settings.hashes[job.ruleset], job, settings),
            sha256=document.sha256,
            format=document.format,
            pages=document.pages,
            ruleset=assessment.ruleset.id,
            statuses={r.rule.id: WAIVED if r.waiver else r.status.value for r in assessment.results},
            findings=[found(r, settings.lang, assessment.ruleset) for r in told(assessment)],
            figures=figures(assessment),
            failed={s.value: sum(1 for r in heavy if counts_as(r) is s) for s in Severity},
            gates_failed=sum(1 for r in heavy if r.rule.gate),
            problems=[f"{p.place}: {p.text}" if p.place else p.text for p in document.problems],
            notices=[notice(settings.lang) for notice in assessment.notices],
            files=sorted(files),
        )


def shown_name(name: str) -> str:
    """Return the name of a plan as any report can hold it: bytes that are no UTF-8 become a sign that says so."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


def told(assessment: Assessment) -> list[Result]:
    """Return the results that a person must see: failed and broken ones, those to judge, and waived ones."""
    return [*assessment.failures(), *assessment.reviews(), *assessment.waived()]


def counts_as(result: Result) -> Severity:
    """Return the severity at which a failed result counts for exit statuses: a broken check is an error."""
    return Severity.ERROR if result.status is Status.ERROR else result.rule.severity


def found(result: Result, lang: str, ruleset: Ruleset) -> Found:
    """Return a result in words."""
    finding = result.finding
    shown = next(iter(finding.evidence), None) or finding.nearest
    return Found(
        rule=result.rule.id,
        block=result.rule.block,
        status=WAIVED if result.waiver else result.status.value,
        severity=result.rule.severity.value,
        gate=result.rule.gate,
        title=result.rule.title(lang),
        message=wording.stance(result, lang) if result.waiver else finding.message(lang),
        evidence=shown.text if shown else "",
        place=wording.place(shown.anchor, lang) if shown else "",
        source=wording.source(dict(result.rule.source), ruleset.layers),
    )


class Clock:
    """Adds up the seconds per stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time what happens inside as part of ``stage``."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begin
