"""What the address of a page asks for: which programme, on which day, as known when.

`?programme=2022&as_of=2022-10-17&known_at=2022-10-01`; each may be missing. A part that cannot be followed is told on
the page and left out, so that a reader never sees figures of another moment than the one written above them.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from opora.core import clock, moments, numbers
from opora.core.actors import Actor
from opora.core.shell import Moment
from opora.indicators.context import Context
from opora.organisations.models import Region
from opora.programmes.access import visible_to
from opora.programmes.models import Programme
from opora.programmes.queries import programme_on

T = TypeVar("T")
READS: Mapping[str, Callable[[str], object]] = {"as_of": moments.read_as_of, "known_at": moments.read_known_at}
CARRIED = ("programme", *READS)
"""What every link of a working page carries on."""


@dataclass(frozen=True)
class Asked:
    """The answer: the programme (None when the region has none), all that can be chosen, the two clocks."""

    programme: Programme | None
    programmes: tuple[Programme, ...]
    moment: Moment

    @property
    def as_of(self) -> dt.date:
        """The day the page is shown for."""
        return self.moment.as_of

    @property
    def latest(self) -> dt.date:
        """The last day the region can be shown for; nothing is recorded for a day after it."""
        return self.moment.latest or self.as_of

    @property
    def known_at(self) -> dt.datetime:
        """Only what was recorded by this moment counts."""
        return self.moment.known_at or clock.now()

    @cached_property
    def context(self) -> Context | None:
        """Where figures of this page are read: one memory for the whole request. None without a programme."""
        return Context.of(self.programme, self.as_of, self.known_at) if self.programme else None


def asked_of(request: HttpRequest) -> Asked:
    """What this request asks for, read once; the guard has put `actor` on it."""
    if not hasattr(request, "asked"):
        request.asked = asked(request.actor, request.GET)  # type: ignore[attr-defined]  # both live on the request
    found: Asked = request.asked  # type: ignore[attr-defined]  # set above
    return found


def carried(parameters: QueryDict, **more: str) -> str:
    """The query part of a link to another working page: the same moment, and what is given; "" when there is none.

    What cannot be read was told on this page and is not carried on to the next.
    """
    kept = QueryDict(mutable=True)
    for name, value in (*carried_pairs(parameters), *more.items()):
        kept[name] = value
    return f"?{kept.urlencode()}" if kept else ""


def carried_pairs(parameters: QueryDict) -> list[tuple[str, str]]:
    """The same moment as fields of a form."""
    return [(name, value) for name in CARRIED if (value := parameters.get(name)) and _readable(name, value)]


def asked(actor: Actor, parameters: Mapping[str, str]) -> Asked:
    """What is asked for, by somebody who may see these programmes; one query."""
    seen = visible_to(actor, Programme.objects.select_related("region", "preceding", "cohort"))
    programmes = tuple(seen.order_by("-year"))
    errors: list[str] = []
    latest = last_day(programmes[0].region if programmes else None)
    as_of = _read(moments.read_as_of, parameters.get("as_of", ""), errors)
    if as_of and as_of > latest:
        message = _("%(day)s has not come yet; the last day that can be shown is %(latest)s.")
        errors.append(message % {"day": numbers.day(as_of), "latest": numbers.day(latest)})
        as_of = None
    programme = _programme(programmes, parameters.get("programme", ""), as_of or latest, errors)
    known_at = _read(moments.read_known_at, parameters.get("known_at", ""), errors)
    return Asked(programme, programmes, Moment(as_of or latest, known_at, latest, tuple(errors)))


def last_day(region: Region | None) -> dt.date:
    """The last day a region can be shown for: today there, or the day a demonstration is shown at."""
    if region is None:
        return clock.today()
    return region.demonstration_on or timezone.localdate(clock.now(), ZoneInfo(region.time_zone))


def _programme(programmes: tuple[Programme, ...], year: str, day: dt.date, errors: list[str]) -> Programme | None:
    """The programme of a year; without a year, or with one that is not there, the one meant on the day."""
    if year:
        for programme in programmes:
            if str(programme.year) == year:
                return programme
        errors.append(_("There is no programme “%(year)s”.") % {"year": year[: moments.SHOWN]})
    return programme_on(programmes, day)


def _readable(name: str, value: str) -> bool:
    if name in READS:
        return _read(READS[name], value, []) is not None
    return value.isdecimal() and len(value) == len("2022")


def _read(read: Callable[[str], T], text: str, errors: list[str]) -> T | None:
    if not text:
        return None
    try:
        return read(text)
    except ValidationError as error:
        errors.extend(error.messages)
        return None
