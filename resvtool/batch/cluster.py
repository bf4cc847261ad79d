"""Plans past one machine: the same worker on a Dask cluster (``resvtool[dask]``).

Plans travel with their jobs and results come back with the answers, so the cluster needs neither our files nor
our storage; only the same version of resvtool. Each Dask worker keeps a limited process of its own, so that a
plan that hangs or crashes costs that process and not the Dask worker. When a Dask worker is lost, the
scheduler gives its plans to another.
"""

from __future__ import annotations

import pathlib
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from resvtool.batch.checking import Settings
from resvtool.batch.pool import CHECKER, check_with, fetched, reason
from resvtool.batch.rows import Checked, Job, State, failed_row
from resvtool.batch.stores import StoreError
from resvtool.limits import LimitedWorker, Limits

_AHEAD = 3
_CONNECT_SECONDS = 30
_own = threading.local()


def check_on_cluster(
    jobs: Iterable[Job], settings: Settings, limits: Limits, address: str, begun: Callable[[Job], None] | None = None
) -> Iterator[Checked]:
    """Yield what became of each job, checked on the Dask cluster at ``address``.

    As :func:`resvtool.batch.pool.check_here`: an exception or closing cancels what is left. A few plans per
    thread of the cluster are under way at a time, so that thousands are never sent at once. Raises StoreError
    when there is no cluster, no Dask, or another version of resvtool there.
    """
    client = _client(address)
    try:
        # A task rather than scattered data: the scheduler makes it again when the workers that hold it are lost.
        shared = client.submit(_as_it_is, settings, pure=False)
        yield from _checked(client, iter(jobs), shared, limits, begun or (lambda job: None))
    finally:
        client.close(timeout=2)


def check_there(job: Job, settings: Settings, limits: Limits) -> Checked:
    """Check ``job`` in the limited process of this thread of a Dask worker."""
    worker = getattr(_own, "worker", None)
    if worker is None or _own.made_for != (settings.hashes, settings.lang, settings.outputs, settings.reading, limits):
        if worker is not None:
            worker.close()
        worker = _own.worker = LimitedWorker(CHECKER, (settings,), limits)
        _own.made_for = (settings.hashes, settings.lang, settings.outputs, settings.reading, limits)
    with tempfile.TemporaryDirectory(prefix="resvtool-") as scratch:
        return check_with(worker, job, pathlib.Path(scratch))


def _checked(
    client: Any, jobs: Iterator[Job], settings: Any, limits: Limits, begun: Callable[[Job], None]
) -> Iterator[Checked]:
    import distributed

    under_way: Any = _any(distributed.as_completed)(loop=client.loop, raise_errors=False)
    known: dict[str, Job] = {}
    refused: list[Checked] = []

    def send() -> None:
        """Send jobs until enough are under way; those whose plan cannot be fetched are refused here."""
        while len(known) < _room(client):
            job = next(jobs, None)
            if job is None:
                return
            begun(job)
            try:
                whole = fetched(job)
            except (StoreError, OSError) as error:
                refused.append(Checked(failed_row(job, State.UNREADABLE, reason(error))))
                continue
            future = client.submit(check_there, whole, settings, limits, pure=False)
            known[future.key] = job
            under_way.add(future)

    send()
    while known or refused:
        while refused:
            yield refused.pop()
        if known:
            future = next(under_way)
            yield _outcome(future, known.pop(future.key))
            del future
        send()


def _outcome(future: Any, job: Job) -> Checked:
    if future.status == "finished":
        checked: Checked = future.result()
        return checked
    error = future.exception() if future.status == "error" else None
    name = type(error).__name__ if error is not None else future.status
    return Checked(failed_row(job, State.CRASH, f"ging mis op het cluster ({name})"))


def _room(client: Any) -> int:
    """How many plans may be under way: a few for each thread that the cluster has at this moment."""
    threads: int = sum(w["nthreads"] for w in client.scheduler_info(n_workers=-1)["workers"].values())
    return _AHEAD * max(threads, 1)


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError as error:
        raise StoreError(f"--dask {address}: installeer resvtool[dask] om een cluster te gebruiken") from error
    try:
        _check_address(distributed, address)
        client: Any = _any(distributed.Client)(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise StoreError(f"--dask {address}: geen cluster te bereiken; controleer het adres") from error
    versions = set(client.run(_version).values())
    from resvtool import __version__

    if versions - {__version__}:
        client.close()
        other = ", ".join(sorted(str(v) for v in versions - {__version__}))
        raise StoreError(f"--dask {address}: daar draait resvtool {other}, hier {__version__}; maak ze gelijk")
    return client


def _check_address(distributed: Any, address: str) -> None:
    """Refuse what no client can connect to: one that finds out for itself waits a minute for itself when it goes.

    Raises ValueError for an address of no such form, StoreError for TLS without certificates.
    """
    distributed.comm.get_address_host_port(address)
    secured = address.startswith(("tls://", "wss://"))
    if secured and distributed.Security().get_connection_args("client").get("ssl_context") is None:
        raise StoreError(f"--dask {address}: er zijn geen certificaten; stel ze in bij Dask (distributed.comm.tls)")


def _any(untyped: Any) -> Any:
    """Return what has no types of its own as what may be called with anything."""
    return untyped


def _as_it_is(settings: Settings) -> Settings:
    return settings


def _version() -> str:
    from resvtool import __version__

    return __version__
