"""Work for the tests, and processes that do it: `python -m tests.core.jobs.work`.

A mark is a row of the table of sessions under a key of its own: it is there once, however often a job is run.
"""

import datetime as dt
import json
import os
import signal
import sys
import time

MARKS = "mark-"
FAR = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


def register() -> None:  # noqa: C901 - one small function for each kind of end
    """The jobs of the tests; once in a process."""
    from django.contrib.sessions.models import Session
    from django.core.exceptions import ValidationError

    from opora.core.jobs.registry import job, registered
    from opora.core.jobs.running import Running

    if registered("test-mark"):
        return

    def mark(key: str) -> None:
        Session.objects.get_or_create(session_key=f"{MARKS}{key}", defaults={"session_data": "", "expire_date": FAR})

    @job("test-mark", title="Mark")
    def _mark(job: Running, *, n: int, seconds: float = 0) -> None:
        job.tell(0, 1)
        Session.objects.create(  # one row for each run
            session_key=f"run-{n}-{job.job.attempts}-{os.getpid()}", session_data="", expire_date=FAR
        )
        time.sleep(seconds)
        mark(str(n))

    @job("test-slow", title="Slow work", seconds=3600)
    def _slow(job: Running, *, steps: int, pause: float = 0.05) -> dict[str, str]:
        for step in range(steps):
            job.tell(step, steps, f"step {step}")
            time.sleep(pause)
        job.tell(steps, steps)
        mark(f"slow-{job.job.pk}")
        return {"text": "all steps", "url": "/schools/"}

    @job("test-waits", title="Waiting work")
    def _wait(job: Running) -> None:
        step = 1
        while not Session.objects.filter(session_key="mark-go").exists():
            job.tell(step)
            step += 1
            time.sleep(0.1)

    @job("test-refuses", title="Refused")
    def _refuse(job: Running) -> None:
        raise ValidationError("Row 14 has no date.")

    @job("test-breaks", title="Broken")
    def _break(job: Running) -> None:
        raise RuntimeError("secret of the inside")

    @job("test-endless", title="Endless", seconds=0)
    def _endless(job: Running) -> None:
        job.tell(0)

    @job("test-leaves", title="Leaves")
    def _leave(job: Running) -> None:
        sys.exit(3)

    @job("test-kills", title="Deadly")
    def _kill(job: Running) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    @job("test-mute", title="Says nothing", seconds=0)
    def _mute(job: Running) -> None:
        time.sleep(60)


def main() -> None:
    """`start NAME JSON…` queues a job for each set of arguments; `report` prints what became of all;
    `go` lets the waiting work end; else a worker.

    The worker is in a hurry: it beats each 0.3 s and is given up after 2 s of silence.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
    import django

    django.setup()
    register()
    from django.contrib.sessions.models import Session

    match sys.argv[1:]:
        case ["start", name, *sets]:
            _start(name, sets)
        case ["report"]:
            _report()
        case ["go"]:
            Session.objects.create(session_key="mark-go", session_data="", expire_date=FAR)
        case arguments:
            _work(arguments)


def _start(name: str, sets: list[str]) -> None:
    """Started by the system, or by the person whose login the variable TEST_BY holds, on 1 October 2022."""
    from opora.accounts.models import User
    from opora.accounts.queries import actor_for
    from opora.core.actors import SYSTEM
    from opora.core.jobs import actions

    login = os.environ.get("TEST_BY")
    by = actor_for(User.objects.get(login=login), on=dt.date(2022, 10, 1)) if login else SYSTEM
    for arguments in sets:
        actions.start(name=name, by=by, title="schools.xlsx", arguments=json.loads(arguments))


def _report() -> None:
    from django.contrib.sessions.models import Session

    from opora.core.jobs.models import Job, Worker

    jobs = list(Job.objects.order_by("pk").values("pk", "state", "attempts", "error", "done", "total"))
    keys = sorted(Session.objects.values_list("session_key", flat=True))
    workers = list(Worker.objects.order_by("started_at").values_list("key", flat=True))
    sys.stdout.write(json.dumps({"jobs": jobs, "keys": keys, "workers": workers}))


def _work(arguments: list[str]) -> None:
    from django.core.management import call_command

    from opora.core.jobs import queue, schedule, worker

    queue.STALE = dt.timedelta(seconds=2)
    worker.BEAT, worker.POLL, worker.LOOK, worker.GRACE = 0.3, 0.1, 0.3, 0.0
    if os.environ.get("TEST_TICKS"):
        schedule.every("test-tick", seconds=1)(_tick)
    call_command("worker", *arguments)


def _tick() -> None:
    """Takes a moment, and leaves a mark of when it began and ended, by the clock that all processes share."""
    from django.contrib.sessions.models import Session

    began = time.monotonic()
    time.sleep(0.3)
    Session.objects.create(
        session_key=f"tick-{began:.3f}-{time.monotonic():.3f}",
        session_data="",
        expire_date=FAR,
    )


if __name__ == "__main__":
    main()
