"""Plans side by side on this machine: a thread per worker process, each process under limits."""

from __future__ import annotations

import pathlib
import queue
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from resvtool.batch.checking import Settings
from resvtool.batch.finding import PlanFile
from resvtool.batch.rows import Checked, Job, State, failed_row
from resvtool.batch.stores import StoreError, is_address
from resvtool.limits import LimitedWorker, LimitError, Limits

CHECKER = "resvtool.batch.checking:Checker"
_TICK = 0.2


def check_here(
    jobs: Iterable[Job], settings: Settings, limits: Limits, processes: int, begun: Callable[[Job], None] | None = None
) -> Iterator[Checked]:
    """Yield what became of each job, in the order in which they are done.

    ``begun`` is told of each job that starts (from another thread). Closing the iterator, or an exception while
    it is read, ends all processes at once.
    """
    run = _Run(jobs, settings, limits, begun)
    threads = [threading.Thread(target=run.work, args=(n,), daemon=True) for n in range(processes)]
    try:
        for thread in threads:
            thread.start()
        yield from run.outcomes(threads)
    finally:
        run.stop()
        for thread in threads:
            thread.join()


class _Run:
    """What the threads of one batch share: the jobs that are left, their workers, and the outcomes."""

    def __init__(
        self, jobs: Iterable[Job], settings: Settings, limits: Limits, begun: Callable[[Job], None] | None
    ) -> None:
        self._jobs = iter(jobs)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._results: queue.Queue[Checked | BaseException] = queue.Queue()
        self._workers: list[LimitedWorker] = []
        self._settings, self._limits = settings, limits
        self._begun = begun or (lambda job: None)

    def work(self, number: int) -> None:
        """Take jobs until there are no more. Runs in a thread."""
        worker = LimitedWorker(CHECKER, (self._settings,), self._limits)
        self._workers.append(worker)
        try:
            with tempfile.TemporaryDirectory(prefix="resvtool-") as scratch:
                while (job := self._next()) is not None:
                    self._begun(job)
                    checked = check_with(worker, job, pathlib.Path(scratch))
                    if self._stopped.is_set():
                        return
                    self._results.put(checked)
        except BaseException as error:
            self._results.put(error)
        finally:
            worker.kill()

    def outcomes(self, threads: list[threading.Thread]) -> Iterator[Checked]:
        """Yield outcomes until every thread is done."""
        while any(t.is_alive() for t in threads) or not self._results.empty():
            try:
                result = self._results.get(timeout=_TICK)
            except queue.Empty:
                continue
            if isinstance(result, BaseException):
                raise result
            yield result

    def stop(self) -> None:
        """End everything at once."""
        self._stopped.set()
        for worker in self._workers:
            worker.close()

    def _next(self) -> Job | None:
        with self._lock:
            return None if self._stopped.is_set() else next(self._jobs, None)


def check_with(worker: LimitedWorker, job: Job, scratch: pathlib.Path) -> Checked:
    """Return what ``worker`` makes of ``job``; a plan that hangs, crashes or grows gets a row that says so."""
    staged = scratch / ("plan" + pathlib.PurePosixPath(job.name).suffix)
    try:
        if is_address(job.path):
            job = fetched(job)
        if job.content is not None:
            # A file of ours rather than of the worker: that may be killed before it clears up.
            staged.write_bytes(job.content)
            job = replace(job, path=str(staged), content=None)
        checked: Checked = worker.call(job)
        return checked
    except LimitError as error:
        return Checked(failed_row(job, State(error.kind), str(error)))
    except (StoreError, OSError) as error:
        return Checked(failed_row(job, State.UNREADABLE, reason(error)))
    except Exception as error:
        return Checked(
            failed_row(job, State.CRASH, f"liep stuk ({type(error).__name__}); meld dit als fout van resvtool")
        )
    finally:
        staged.unlink(missing_ok=True)


def fetched(job: Job) -> Job:
    """Return ``job`` with the content of its plan, for workers that do not have its file. As PlanFile.read."""
    return replace(job, content=PlanFile(job.path, job.title, job.target).read())


def reason(error: Exception) -> str:
    """Return why a plan could not be fetched, as a clause for its row."""
    if isinstance(error, FileNotFoundError):
        return "dit bestand bestaat niet; controleer de naam en de map."
    if isinstance(error, OSError):
        return f"niet te openen ({error.strerror or type(error).__name__}); controleer uw rechten op het bestand."
    return str(error)
