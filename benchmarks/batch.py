"""A batch of 200 Word plans (renderings of the sample plans): speed with one and two workers, memory, and shares.

    python benchmarks/batch.py [--plans 200]

Prints plans per second with one and two worker processes, the efficiency of two (at least 0.8), the memory of the
worker at the 20th and the last plan (flat: at most 10% more), and which part of the time goes to reading,
language, rules and reports, with the functions that take most: the next bottleneck. Exit status 1 when a
limit is passed.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import pathlib
import pstats
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace

import psutil

sys.path.insert(0, str(pathlib.Path(__file__).parent / "accuracy"))

from make_samples import LOOKS, SAMPLES
from rendering.source import Source, read_source
from rendering.word import write_styled

from resvtool.batch.checking import Checker
from resvtool.batch.rows import Job, Row, State
from resvtool.batch.running import Options, prepare, run_batch
from resvtool.limits import Limits
from resvtool.plan import Given

_FONTS = ("Calibri", "Liberation Sans", "Liberation Serif", "Verdana", "Georgia")
_SHOWN = 5


def render(folder: pathlib.Path, count: int) -> None:
    """Write ``count`` Word plans: the sample plans in turn, each time in another look."""
    sources: dict[str, Source] = {n: read_source((SAMPLES / f"{n}.md").read_text(encoding="utf-8")) for n in LOOKS}
    names = list(LOOKS)
    for n in range(count):
        name = names[n % len(names)]
        look = replace(
            LOOKS[name], font=_FONTS[n // 4 % len(_FONTS)], size=9 + n // 20 % 4, title=f"{LOOKS[name].title} ({n})"
        )
        write_styled(sources[name], folder / f"{name} {n:03}.docx", look)


@dataclass
class Watched:
    """A progress that looks at the clock and at the worker's memory."""

    total: int = 0
    done_at: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    spent: list[tuple[int, float]] = field(default_factory=list)
    seconds: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    def start(self, total: int) -> None:
        """There are ``total`` plans."""
        self.total = total

    def note(self, text: str) -> None:
        """Show what the batch says."""
        print(text)

    def begun(self, name: str) -> None:
        """Nothing to see."""

    def done(self, row: Row, again: bool) -> None:
        """Take the time and the memory of the largest worker."""
        self.done_at.append(time.perf_counter())
        self._look()
        self.seconds.update(row.seconds)
        if row.state is not State.DONE:
            self.failed.append(f"{row.title}: {row.reason}")

    def _look(self) -> None:
        """Note memory and processor time of the workers, unless the last of them has just ended."""
        with contextlib.suppress(psutil.Error):
            workers = [w for w in psutil.Process().children() if w.status() != psutil.STATUS_ZOMBIE]
            if workers and all(w.memory_info().rss for w in workers):
                self.memory.append(max(w.memory_info().rss for w in workers))
                spent = sum(w.cpu_times().user + w.cpu_times().system for w in workers)
                self.spent.append((len(self.done_at), spent))

    def per_core(self) -> float:
        """Plans per second of processor time of the workers, from the 10th plan on: whatever else the machine does."""
        (begun, before), (ended, after) = self.spent[min(9, len(self.spent) // 2)], self.spent[-1]
        return (ended - begun) / max(after - before, 1e-9)

    def warm_speed(self, jobs: int) -> float:
        """Plans per second once every worker has done its first."""
        return (len(self.done_at) - jobs) / (self.done_at[-1] - self.done_at[jobs - 1])


def run(folder: pathlib.Path, out: pathlib.Path, jobs: int) -> tuple[Watched, float]:
    """Run the batch from cold; return what was seen and the wall time, overviews included."""
    watched = Watched()
    begin = time.perf_counter()
    run_batch(Options((str(folder),), str(out), jobs=jobs, limits=Limits(120, 2 * 1024**3)), watched)
    return watched, time.perf_counter() - begin


def bottleneck(folder: pathlib.Path) -> str:
    """Return the functions that take most of the time of a warm worker, over eight plans."""
    checker = Checker(prepare(Options((), ""), {"landelijk"}))
    jobs = [Job(p.name, p.name, p.stem, "landelijk", Given(), path=str(p)) for p in sorted(folder.iterdir())[:8]]
    checker(jobs[0])
    profile = cProfile.Profile()
    profile.enable()
    for job in jobs:
        checker(job)
    profile.disable()
    stats = pstats.Stats(profile, stream=io.StringIO())
    own = sorted(((v[2], k) for k, v in stats.stats.items()), reverse=True)  # type: ignore[attr-defined]
    total = sum(seconds for seconds, _ in own)
    lines = [
        f"  {seconds / total:5.1%}  {pathlib.PurePath(file).name}:{line} {name}"
        for seconds, (file, line, name) in own[:_SHOWN]
    ]
    return "\n".join(lines)


def main() -> int:
    """Run the benchmark; exit status 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=200)
    count = parser.parse_args().plans
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "plans"
        folder.mkdir()
        render(folder, count)
        one, wall_one = run(folder, pathlib.Path(scratch) / "one", 1)
        two, wall_two = run(folder, pathlib.Path(scratch) / "two", 2)
        slowest = bottleneck(folder)
    for failure in one.failed + two.failed:
        print(f"not assessed: {failure}")
    efficiency = wall_one / wall_two / 2
    print(f"{count} Word plans, national ruleset, JSON reports, memos and both overviews")
    print(f"one worker:  {count / wall_one:.2f} plans/s ({one.warm_speed(1):.2f} when warm; aim 4)")
    print(f"             {one.per_core():.2f} plans per second of processor time")
    print(f"two workers: {count / wall_two:.2f} plans/s ({two.warm_speed(2):.2f} when warm)")
    print(f"efficiency of two workers: {efficiency:.2f} (limit 0.80)")
    early, late = one.memory[min(19, len(one.memory) - 1)], one.memory[-1]
    print(f"worker memory: {early / 2**20:.0f} MB at the 20th plan, {late / 2**20:.0f} MB at the last (limit +10%)")
    total = sum(one.seconds.values())
    print("share of time: " + ", ".join(f"{stage} {s / total:.0%}" for stage, s in one.seconds.items()))
    print(f"functions that take most of their own time, warm:\n{slowest}")
    return 0 if efficiency >= 0.8 and late <= 1.1 * early and not one.failed + two.failed else 1


if __name__ == "__main__":
    sys.exit(main())
