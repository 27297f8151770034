"""Every figure of every programme on a few days, in numbers only: what a backup keeps and `opora doctor` recomputes."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from opora.core import clock
from opora.indicators.figures import Figure
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.roadmap.exports.data import figure_data
from opora.roadmap.queries import ActionView, IndicatorView, read_roadmap

MONTHS = 3
Figures = Mapping[str, Mapping[str, Mapping[str, Mapping[str, Any]]]]
"""Programme ("priobye 2022") → day → key of an indicator → name of a number → the number."""


def compute(moment: dt.datetime) -> Figures:
    """All figures as known at a moment, on its day (a demonstration's own day) and on the month ends before it."""
    found: dict[str, dict[str, dict[str, dict[str, Any]]]] = {}
    for programme in Programme.objects.select_related("region", "preceding").order_by("region__code", "year"):
        region = programme.region
        with clock.at(moment), timezone.override(ZoneInfo(region.time_zone)):
            answered = {day: read_roadmap(programme, day, moment) for day in days(last_day(region))}
        found[f"{region.code} {programme.year}"] = {
            day.isoformat(): {key: _numbers(*pair) for key, pair in view.indicators.items()}
            for day, view in answered.items()
            if view
        }
    return found


def days(last: dt.date) -> list[dt.date]:
    """The day and the last days of the months before its own, newest first."""
    return [last, *islice(_month_ends_before(last), MONTHS)]


def differences(before: Figures, after: Figures) -> Iterator[str]:
    """Every place where two sets of figures differ, one line each."""
    for programme in sorted(before.keys() | after.keys()):
        by_day, now_by_day = before.get(programme, {}), after.get(programme, {})
        for day in sorted(by_day.keys() | now_by_day.keys()):
            by_key, now_by_key = by_day.get(day, {}), now_by_day.get(day, {})
            for key in dict.fromkeys([*by_key, *now_by_key]):
                if what := _changes(by_key.get(key, {}), now_by_key.get(key, {})):
                    told = {"programme": programme, "day": day, "key": key, "what": what}
                    yield _("programme %(programme)s, %(day)s, indicator %(key)s: %(what)s") % told


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    names = [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]
    return ", ".join(f"{name} {_short(before.get(name))} → {_short(after.get(name))}" for name in names)


def _short(value: object) -> str:
    return value[:8] if isinstance(value, str) and len(value) == len(_lists([])) else str(value)


def _month_ends_before(day: dt.date) -> Iterator[dt.date]:
    while True:
        day = day.replace(day=1) - dt.timedelta(days=1)
        yield day


def _numbers(action: ActionView, indicator: IndicatorView) -> dict[str, Any]:
    """No words in any language: those may change without a figure changing."""
    execution, verdict = action.execution, indicator.result
    data = figure_data(indicator.figure)
    return {
        **data,
        "beside": [one["count"] for one in data["beside"]],
        "result": verdict.value if verdict else None,
        "execution": execution.state.value,
        "executed_on": execution.on.isoformat() if execution.on else None,
        "late": bool(execution.executed and execution.late),
        "lists": _lists([indicator.figure, *indicator.figure.parts]),
    }


def _lists(figures: list[Figure]) -> str:
    """One sum over who stands in which list, since when: equal counts of other members differ."""
    members = [f"{m.state.value} {m.subject.key} {m.weight} {m.on} {m.late}" for f in figures for m in f.members]
    return hashlib.sha256("\n".join(sorted(members)).encode()).hexdigest()
