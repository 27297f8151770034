"""Real workers over a real database: each job is done by one of them, whatever is killed and whenever."""

import itertools
import random
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.core.jobs import bases
from tests.core.jobs.bases import OPORA, Base


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Migrated once; each test empties it."""
    return bases.migrated(tmp_path_factory.mktemp("jobs"), "jobs")


@pytest.fixture
def base(migrated: Base) -> Iterator[Base]:
    migrated.run(*OPORA, "flush", "--noinput", "--verbosity", "0")
    yield migrated
    migrated.stop_all()


def test_three_workers_do_two_hundred_jobs_once_each(base: Base) -> None:
    workers = [base.worker() for _worker in range(3)]
    _until(lambda: len(base.workers()) == 3)
    base.start("test-mark", *({"n": n, "seconds": 0.03} for n in range(200)))
    assert [job["attempts"] for job in base.until("done")] == [1] * 200
    runs = [key.split("-") for key in base.marks("run-")]
    assert sorted(int(run[1]) for run in runs) == list(range(200))
    by = {int(run[3]) for run in runs}
    assert by <= {worker.pid for worker in workers}
    assert len(by) > 1


def test_workers_are_killed_again_and_again_and_all_is_done(base: Base) -> None:
    chance = random.Random(1)  # noqa: S311 - the moments of a test, no secret
    base.start("test-mark", *({"n": n, "seconds": 0.15} for n in range(40)))
    workers = [base.worker() for _worker in range(3)]
    killed = 0
    while killed < 6:
        time.sleep(chance.uniform(0.6, 1.6))
        at = chance.randrange(3)
        workers[at].send_signal(signal.SIGKILL)
        workers[at].wait()
        workers[at] = base.worker()
        killed += 1
    jobs = base.until("done")
    assert len(base.marks()) == 40
    runs = base.marks("run-")
    assert len(runs) >= 40
    assert max(job["attempts"] for job in jobs) <= 3


def test_the_job_of_a_killed_worker_is_taken_over(base: Base) -> None:
    base.start("test-waits", {})
    first = base.worker()
    _when(base, lambda job: job["state"] == "running" and job["done"] > 0)
    first.kill()
    first.wait()
    assert base.report()[0][0]["state"] == "running"
    base.worker()
    base.run(*bases.WORK, "go")
    assert base.until("done")[0]["attempts"] == 2


def test_a_job_that_kills_its_worker_fails_in_the_end(base: Base) -> None:
    base.start("test-kills", {})
    for _attempt in range(3):
        killed = base.worker()
        assert killed.wait(timeout=60) == -signal.SIGKILL
    base.worker()
    (job,) = base.until("failed")
    assert job["attempts"] == 3


def test_a_run_that_says_nothing_for_too_long_ends_with_its_process(base: Base) -> None:
    base.start("test-mute", {})
    mute = base.worker()
    assert mute.wait(timeout=60) == 1
    base.until("failed")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_worker_hands_its_job_back(base: Base, number: signal.Signals) -> None:
    base.start("test-waits", {})
    worker = base.worker()
    _when(base, lambda job: job["state"] == "running" and job["done"] > 0)
    worker.send_signal(number)
    assert worker.wait(timeout=60) == 0
    (job,) = base.report()[0]
    assert (job["state"], job["attempts"], job["done"]) == ("queued", 0, 0)


def test_a_running_job_is_cancelled_from_the_command_line(base: Base) -> None:
    base.start("test-waits", {})
    base.worker()
    job = _when(base, lambda job: job["state"] == "running" and job["done"] > 0)
    base.run(*OPORA, "jobs", "cancel", str(job["pk"]))
    base.until("cancelled")


def test_a_worker_does_as_many_jobs_as_it_is_told(base: Base) -> None:
    base.start("test-mark", *({"n": n} for n in range(3)))
    assert base.worker("--jobs", "2").wait(timeout=60) == 0
    assert [job["state"] for job in base.report()[0]] == ["done", "done", "queued"]


def test_periodic_work_is_called_by_one_worker_at_a_time_also_when_one_dies(base: Base) -> None:
    workers = [base.worker(TEST_TICKS="1") for _worker in range(3)]
    _marked(base, "tick-", 3)
    workers[0].kill()
    time.sleep(3)
    ticks = sorted((float(key.split("-")[1]), float(key.split("-")[2])) for key in base.marks("tick-"))
    assert len(ticks) >= 3
    assert [pair for pair in itertools.pairwise(ticks) if pair[0][1] > pair[1][0]] == []


def test_a_worker_beside_a_process_that_is_gone_ends(base: Base) -> None:
    assert base.worker("--beside", "1").wait(timeout=60) == 0


def _when(base: Base, fits: Any) -> dict[str, Any]:
    """The only job, once it fits."""
    for _attempt in range(100):
        job: dict[str, Any] = base.report()[0][0]
        if fits(job):
            return job
    raise AssertionError(job)


def _marked(base: Base, prefix: str, least: int) -> None:
    _until(lambda: len(base.marks(prefix)) >= least)


def _until(fits: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not fits():
        assert time.monotonic() < end
        time.sleep(0.2)
