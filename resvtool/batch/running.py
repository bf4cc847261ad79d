"""A whole batch: per plan a folder of results, and an overview of all; taken up where an earlier run stopped."""

from __future__ import annotations

import hashlib
import os
import pathlib
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from resvtool.batch.checking import AUTO, Settings
from resvtool.batch.finding import PlanFile, find_plans
from resvtool.batch.fingerprint import row_key, ruleset_hash
from resvtool.batch.manifest import Entry, manifest_in, match, read_manifest
from resvtool.batch.outputs import beside, chosen, own_names
from resvtool.batch.rows import Checked, Job, Row, State
from resvtool.batch.stores import STATE_FOLDER, Store, StoreError, is_address, open_store
from resvtool.configuration import Configuration, ConfigurationError
from resvtool.limits import Limits
from resvtool.plan import Given
from resvtool.reading.limits import USUAL
from resvtool.reading.limits import Limits as ReadingLimits
from resvtool.rules.choosing import INSURERS
from resvtool.rules.keeping import kept_ruleset
from resvtool.rules.model import Ruleset, Severity, Waiver
from resvtool.waivers import concerns, not_used, unknown_rule


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked. ``places`` and ``out`` are paths or addresses; ``jobs`` 0 means every core.

    ``ruleset`` and ``given`` hold for plans of which the manifest says nothing else. ``fresh`` does all plans
    again; ``cluster`` is the address of a Dask scheduler, "" for this machine. Of ``configuration`` only the
    waivers are used.
    """

    places: tuple[str, ...]
    out: str
    ruleset: str = "landelijk"
    outputs: tuple[str, ...] = field(default_factory=chosen)
    lang: str = "nl"
    jobs: int = 0
    limits: Limits = field(default_factory=Limits)
    reading: ReadingLimits = USUAL
    manifest: pathlib.Path | None = None
    given: Given = field(default_factory=Given)
    fresh: bool = False
    cluster: str = ""
    configuration: Configuration | None = None


class Progress(Protocol):
    """Is told how a batch gets on."""

    def start(self, total: int) -> None:
        """There are ``total`` plans."""

    def note(self, text: str) -> None:
        """Something the user should know."""

    def begun(self, name: str) -> None:
        """A plan is being checked. May be called from any thread."""

    def done(self, row: Row, again: bool) -> None:
        """A plan is done; ``again`` when nothing had changed since an earlier run."""


@dataclass(slots=True)
class Tally:
    """How a batch ended: plans per state, how many were taken from an earlier run, and the overviews."""

    states: Counter[State] = field(default_factory=Counter)
    again: int = 0
    failing: Counter[str] = field(default_factory=Counter)
    overviews: list[str] = field(default_factory=list)

    @property
    def plans(self) -> int:
        """All plans."""
        return sum(self.states.values())

    @property
    def not_assessed(self) -> int:
        """Plans that could not be assessed."""
        return self.plans - self.states[State.DONE]

    def add(self, row: Row, again: bool) -> None:
        """Count a plan."""
        self.states[row.state] += 1
        self.again += again
        self.failing.update(severity for severity, count in row.failed.items() if count)

    def status(self, fail_on: str) -> int:
        """Return the exit status: 3 when a plan could not be assessed, 1 for findings from ``fail_on`` on, else 0."""
        if self.not_assessed:
            return 3
        order = [s.value for s in Severity]
        counted = order[: order.index(fail_on) + 1] if fail_on in order else []
        return 1 if any(self.failing[s] for s in counted) else 0


def run_batch(options: Options, progress: Progress) -> Tally:
    """Check all plans and write all results; return how it went.

    Raises StoreError, ManifestError, RulesetError or ConfigurationError before anything is done when what was
    asked cannot be; StoreError later when results cannot be written; KeyboardInterrupt when stopped, after all
    processes are ended. What was done by then need not be done again.
    """
    _check_out(options)
    found = find_plans(options.places, options.out)
    for text in found.left_out:
        progress.note(text)
    _check_apart(options, found.plans)
    entries = _entries(options, found.plans)
    wanted = _jobs(options, found.plans, entries)
    settings = prepare(options, {job.ruleset for job in wanted})
    _check_waivers(options, settings.rulesets.values())
    for text in _unmatched(options, found.plans):
        progress.note(text)
    store = open_store(options.out)
    tally = Tally()
    progress.start(len(wanted))
    with _stoppable():
        left = list(_resume(wanted, settings, store, options, tally, progress))
        with closing(_backend(options, left, settings, progress)) as outcomes:
            for checked in outcomes:
                _keep(checked, store)
                tally.add(checked.row, False)
                progress.done(checked.row, False)
        tally.overviews = _overviews(wanted, settings, store, options)
    return tally


def prepare(options: Options, names: Iterable[str]) -> Settings:
    """Return the settings of a batch, with every ruleset of ``names`` loaded. Raises RulesetError."""
    rulesets: dict[str, Ruleset] = {}
    hashes: dict[str, str] = {}
    for name in sorted(names):
        parts = ("landelijk", *INSURERS) if name == AUTO else (name,)
        for part in parts:
            rulesets.setdefault(part, kept_ruleset(part))
        hashes[name] = ruleset_hash(*(rulesets[part] for part in parts))
    return Settings(rulesets, hashes, options.lang, options.outputs, options.reading)


def stored_row(target: str) -> str:
    """Return the name of the file in the store that holds the row of a plan."""
    return f"{STATE_FOLDER}/rows/{target}.json"


def rows(jobs: Iterable[Job], store: Store) -> Iterator[Row]:
    """Yield the rows of ``jobs`` from the store, one at a time, so that thousands never stand in memory."""
    for job in jobs:
        row = _stored(job.target, store)
        if row is not None:
            yield row


def _stored(target: str, store: Store) -> Row | None:
    return Row.from_json((store.read(stored_row(target)) or b"").decode("utf-8", errors="replace"))


# ---------------------------------------------------------------------- before


def _check_out(options: Options) -> None:
    """Refuse an output that is no place, a folder of plans, or a file."""
    if not options.out.strip():
        raise StoreError("--out: is leeg; noem een map of adres voor de resultaten")
    if _place(options.out) in map(_place, options.places):
        raise StoreError(f"--out {options.out}: hier staan de plannen zelf; kies een eigen map voor de resultaten")
    if not is_address(options.out) and pathlib.Path(options.out).is_file():
        raise StoreError(f"--out {options.out}: dit is een bestand; kies een map")


def _place(text: str) -> str:
    return text.rstrip("/") if is_address(text) else str(pathlib.Path(text).resolve())


def _check_apart(options: Options, plans: list[PlanFile]) -> None:
    """Refuse an output in which results would come to stand beside a plan, and might replace it."""
    if is_address(options.out):
        return
    out = pathlib.Path(options.out).resolve()
    folders = {out.joinpath(*plan.target.split("/")) for plan in plans}
    for plan in plans:
        # realpath rather than resolve(), which refuses a link that leads to itself.
        if not plan.remote and pathlib.Path(os.path.realpath(plan.name)).parent in folders:
            raise StoreError(
                f"--out {options.out}: resultaten zouden bij het plan {plan.name} komen; kies een andere map"
            )


def _entries(options: Options, plans: list[PlanFile]) -> Mapping[str, Entry]:
    manifest = options.manifest or manifest_in(options.places)
    return match(read_manifest(manifest), plans, manifest) if manifest else {}


def _jobs(options: Options, plans: Iterable[PlanFile], entries: Mapping[str, Entry]) -> list[Job]:
    jobs = []
    for plan in plans:
        entry = entries.get(plan.name)
        given = entry.given if entry else Given()
        told = Given(given.submitted or options.given.submitted, given.inhabitants or options.given.inhabitants)
        ruleset = (entry.ruleset if entry else "") or options.ruleset
        used = "" if plan.remote else beside(pathlib.Path(plan.name), options.outputs)
        waivers = _waivers(options, plan)
        jobs.append(
            Job(plan.name, plan.title, plan.target, ruleset, told, path=plan.name, beside=used, waivers=waivers)
        )
    return jobs


def _waivers(options: Options, plan: PlanFile) -> tuple[Waiver, ...]:
    """The waivers of a plan; its worker may not be where the patterns of plans start, and need not match them."""
    found = options.configuration
    if found is None:
        return ()
    return tuple(replace(w, plan="*") for w in found.waivers if concerns(w, plan.name, found.folder))


def _check_waivers(options: Options, rulesets: Iterable[Ruleset]) -> None:
    """Refuse a waiver of a rule that no ruleset has: it would never do anything."""
    if options.configuration is None or not options.configuration.waivers:
        return
    problems = [unknown_rule(options.configuration.waivers, ruleset) for ruleset in rulesets]
    if problems and all(problems):
        raise ConfigurationError(f"{options.configuration.place}: {problems[0]}")


def _unmatched(options: Options, plans: Iterable[PlanFile]) -> Iterator[str]:
    """Yield a sentence for each waiver of a plan that is not in this batch."""
    configuration = options.configuration
    if configuration is None:
        return
    for waiver in configuration.waivers:
        if not any(concerns(waiver, plan.name, configuration.folder) for plan in plans):
            yield not_used(waiver)(options.lang)


# ---------------------------------------------------------------------- during


def _resume(
    wanted: Iterable[Job], settings: Settings, store: Store, options: Options, tally: Tally, progress: Progress
) -> Iterator[Job]:
    """Yield the jobs that are to be done; count those whose results of an earlier run still hold."""
    for job in wanted:
        row = None if options.fresh else _earlier(job, settings, store)
        if row is None:
            yield job
        else:
            tally.add(row, True)
            progress.done(row, True)


def _earlier(job: Job, settings: Settings, store: Store) -> Row | None:
    row = _stored(job.target, store)
    if row is None or row.state is not State.DONE or row.name != job.name:
        return None
    try:
        content = PlanFile(job.path, job.title, job.target).read()
    except (StoreError, OSError):
        return None
    sha256 = hashlib.sha256(content).hexdigest()
    key = row_key(sha256, settings.hashes[job.ruleset], job, settings)
    whole = row.key == key and all(store.exists(f"{job.target}/{file}") for file in row.files)
    return row if whole else None


def _backend(options: Options, jobs: list[Job], settings: Settings, progress: Progress) -> Any:
    def begun(job: Job) -> None:
        progress.begun(job.name)

    if options.cluster:
        from resvtool.batch.cluster import check_on_cluster

        return check_on_cluster(jobs, settings, options.limits, options.cluster, begun)
    from resvtool.batch.pool import check_here

    return check_here(jobs, settings, options.limits, min(options.jobs or cores(), max(len(jobs), 1)), begun)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _keep(checked: Checked, store: Store) -> None:
    """Write the results of a plan; its row last, since that says that they are whole.

    What an earlier run made of this plan and this one does not (another ruleset's memo, the reports of a plan that
    has become unreadable) is removed first: beside the new results it would tell of a plan that is no more.
    """
    row = checked.row
    earlier = _stored(row.target, store)
    for name in own_names():
        if earlier is not None and name in earlier.files and name not in checked.files:
            store.remove(f"{row.target}/{name}")
    for name, content in checked.files.items():
        store.write(f"{row.target}/{name}", content)
    store.write(stored_row(row.target), row.to_json().encode("utf-8"))


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let a request to end (SIGTERM) do what Ctrl-C does: end the workers, leave whole files only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


# ---------------------------------------------------------------------- after


def _overviews(wanted: list[Job], settings: Settings, store: Store, options: Options) -> list[str]:
    from resvtool.batch.overview import Overview
    from resvtool.batch.overview_html import overview_html
    from resvtool.batch.overview_xlsx import overview_xlsx

    overview = Overview.of(lambda: rows(wanted, store), settings.rulesets.values(), options.lang)
    writers: dict[str, Callable[[Overview], bytes]] = {
        "overzicht.xlsx": overview_xlsx,
        "overzicht.html": overview_html,
    }
    for name, writer in writers.items():
        store.write(name, writer(overview))
    return [store.shown(name) for name in writers]
