"""`/status/`: whether every part of the installation works, in plain words, and what to do where it does not."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock, numbers
from opora.core.jobs import queries
from opora.core.jobs.models import OVER, Job, JobState
from opora.core.jobs.registry import heading
from opora.core.shell import VERSION

GIGABYTE = 1024**3
LEAST_FREE = 1.0
"""Gigabytes of free space below which the page warns."""
RECENT = dt.timedelta(days=7)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the installation: how it is, and what to do when that is not well."""

    title: str
    words: str
    well: bool = True
    advice: str = ""


@never_cache
@require_safe
def status(request: AskingRequest) -> HttpResponse:
    """The parts, and the work that is not over or failed: its kind, state and moments, nothing of what is in it."""
    parts = list(_parts())
    return render(request, "config/status.html", {"parts": parts, "well": all(p.well for p in parts), "jobs": _jobs()})


def standstill(last: queries.Pulse) -> str:
    """Since when nobody works in the background, in one sentence; "" when somebody does."""
    if not last.still:
        return ""
    if last.seen_at is None:
        return _("Background work has not been started yet: imports, reports and letters wait.")
    told = {"moment": numbers.moment(last.seen_at), "silence": _silence(last.minutes)}
    return _("Background work stands still since %(moment)s (%(silence)s): imports, reports and letters wait.") % told


def _silence(minutes: int) -> str:
    hours, days = minutes // 60, minutes // (60 * 24)
    if days:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if hours:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def _parts() -> Iterator[Part]:
    yield Part(_("Pages"), _("They answer; Opora %(version)s.") % {"version": VERSION})
    yield Part(_("Database"), _("%(name)s answers.") % {"name": connection.display_name})
    yield _worker()
    yield from _turns()
    yield _queue()
    yield _disk()


def _worker() -> Part:
    last = queries.pulse()
    title = _("Worker")
    advice = _("Start it: opora worker (opora run starts one by itself).")
    if last.seen_at is None:
        return Part(title, _("The worker has never been started."), well=False, advice=advice)
    if last.still:
        told = _("The worker has been silent for %(silence)s.") % {"silence": _silence(last.minutes)}
        return Part(title, told, well=False, advice=advice)
    return Part(title, _("It works; last sign of life: %(moment)s.") % {"moment": numbers.moment(last.seen_at)})


def _turns() -> Iterator[Part]:
    for turn in queries.turns():
        done = _("last done: %(moment)s") % {"moment": numbers.moment(turn.succeeded_at)} if turn.succeeded_at else ""
        words = done or _("not done yet")
        if turn.error:
            advice = _("The last time it failed (%(error)s); the log tells the rest.") % {"error": turn.error}
        else:
            advice = _("It is overdue: the worker that keeps the schedule stands still.") if turn.late else ""
        yield Part(turn.title, words, well=not (turn.late or turn.error), advice=advice)


def _queue() -> Part:
    found = queries.waiting()
    words = _("%(queued)d wait, %(running)d run") % {"queued": found.queued, "running": found.running}
    if found.oldest:
        words += "; " + _("the oldest waits since %(moment)s") % {"moment": numbers.moment(found.oldest)}
    return Part(_("Queue"), words)


def _disk() -> Part:
    usage = shutil.disk_usage(settings.HOME)
    free, total = (numbers.decimal(round(size * 10 / GIGABYTE)) for size in (usage.free, usage.total))
    well = usage.free >= LEAST_FREE * GIGABYTE
    advice = "" if well else _("Free some space: what cannot be written is lost.")
    words = _("%(free)s GB free of %(total)s GB") % {"free": free, "total": total}
    return Part(_("Disk of the data folder"), words, well=well, advice=advice)


def _jobs() -> list[dict[str, object]]:
    lately = clock.machine() - RECENT
    found = Job.objects.exclude(state__in=[state for state in OVER if state != JobState.FAILED])
    rows = found.exclude(finished_at__lt=lately).order_by("-pk")[:SHOWN]
    return [
        {
            "pk": job.pk,
            "kind": heading(job.name, ""),
            "word": JobState(job.state).label,
            "queued_at": job.queued_at,
            "begun_at": job.begun_at,
            "finished_at": job.finished_at,
        }
        for job in rows
    ]
