"""What was measured as a page for the repository: the machine, each threshold, each timing."""

import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils import timezone, translation

from opora import __version__
from opora.config.bench.verdicts import CURATORS_SQL, Measured, Threshold, thresholds
from opora.core import clock

HEAD = """\
# Benchmarks

Written by `opora bench --markdown docs/benchmarks.md`; `opora bench --check` holds the same numbers against the
thresholds and fails where one is missed. Pages are asked for through Django's test client, without a cache, on the last
day of a full year of the demonstration region: 69 municipalities, some 1,100 schools, facts for every row of the
roadmap (`tests/wordbook`), and ten times as many schools in the programme with everything they did. The role is the
most restricted one that has these pages, the coordinator of one municipality.
"""


def machine() -> dict[str, str]:
    """What the numbers depend on."""
    return {
        "date": timezone.localdate(clock.now()).isoformat(),
        "opora": __version__,
        "python": platform.python_version(),
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "system": f"{platform.system()} {platform.release()}",
    }


def markdown(found: Sequence[Measured]) -> str:
    """The whole page. It is in English, as all documents of the repository."""
    with translation.override("en"):
        held = list(thresholds(found))
        return "\n".join([HEAD, *_machine(found), "", *_thresholds(held), *_timings(found)])


def _machine(found: Sequence[Measured]) -> Iterator[str]:
    told = machine()
    versions = ", ".join(dict.fromkeys(f"{one.database} {one.version}" for one in found))
    yield (
        f"{told['date']}, Opora {told['opora']}; {told['processor']}, cores: {told['cores']}, {told['system']}; "
        f"Python {told['python']}; {versions}."
    )


def _thresholds(held: Sequence[Threshold]) -> Iterator[str]:
    yield from ("## Thresholds", "", "| database | what | measured | at most | |", "|---|---|---:|---:|---|")
    for one in held:
        verdict = "**missed**" if one.missed else "held"
        yield f"| {one.database} | {one.name} | {one.shown(one.value)} | {one.shown(one.limit)} | {verdict} |"
    yield ""


def _timings(found: Sequence[Measured]) -> Iterator[str]:
    for one in found:
        volume = "one full year" if one.times == 1 else f"{one.times} times the facts"
        yield from (f"## {one.database}, {volume}: {one.rows:,} rows", "")
        yield "| what | as | row | median, ms | p95, ms | requests | queries |"
        yield "|---|---|---|--:|--:|--:|--:|"
        for timing in one.timings:
            yield (
                f"| {timing.name} | {timing.role or '–'} | {timing.what} | {timing.median:.0f} | {timing.p95:.0f} "
                f"| {len(timing.times)} | {timing.queries} |"
            )
        yield ""
        if one.compared:
            figures = [key for key in one.differing if key != CURATORS_SQL]
            same = one.compared - len(figures)
            yield f"Reference SQL counts {one.compared} indicators by municipality; {same} of them the same as Opora."
            lists = "otherwise than" if CURATORS_SQL in one.differing else "the same as"
            yield f"It counts the to-dos of every curator in two rows {lists} Opora."
            yield ""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
