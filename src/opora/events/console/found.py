"""Which programme and which event a verb is about, and the day it says something for."""

import argparse
import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core import clock, commands
from opora.core.moments import check_by
from opora.events.models import Event, EventSeries
from opora.events.queries import EventState, state_of
from opora.organisations.console import add_region, choose_region
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.programmes.queries import programme_of_year, programme_on

E = TypeVar("E", Event, EventSeries)


@dataclass(frozen=True)
class Where:
    """A programme and the last day its region shows: today, or the day a demonstration is shown at."""

    programme: Programme
    latest: dt.date

    def day(self, on: dt.date | None) -> dt.date:
        """A day that has come, the last one if none is given; ValidationError for a later one."""
        if on is not None:
            check_by(on, self.latest)
        return on or self.latest

    def event(self, code: str) -> Event:
        """The event with a code; ValidationError names those there are."""
        return _coded(Event, self.programme, code, _("There is no event “%(code)s”; there are: %(codes)s"))

    def series(self, code: str) -> EventSeries:
        """The same for a series."""
        return _coded(EventSeries, self.programme, code, _("There is no series “%(code)s”; there are: %(codes)s"))

    def state(self, code: str) -> EventState:
        """An event as it stands, whatever day it is planned for."""
        event = self.event(code)
        state = state_of(event, max(self.latest, event.occurred_on), clock.now())
        if state is None:
            raise ValidationError(_("This event was taken back."))
        return state


def add_where(parser: argparse.ArgumentParser) -> None:
    """Add --year (also --programme, as the commands of the roadmap call it) and --region."""
    text = _("year of the programme; the one that runs on the last day of the region if not given")
    parser.add_argument("--year", "--programme", type=int, dest="year", metavar=_("YEAR"), help=text)
    add_region(parser)


def add_event(parser: argparse.ArgumentParser) -> None:
    """Add the code of an event, --year and --region."""
    parser.add_argument("code", metavar=_("CODE"), help=_("code of the event"))
    add_where(parser)


def add_day(parser: argparse.ArgumentParser, *names: str, help: str, required: bool = False) -> None:  # noqa: A002 - argparse's word
    """Add a day; it may lie in the past or ahead."""
    parser.add_argument(*names, type=commands.day, metavar="YYYY-MM-DD", help=help, required=required)


def hour(text: str) -> dt.time:
    """The type of --from and --to."""
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - an hour has no zone of its own
    except ValueError:
        message = _("“%(text)s” is no hour; write 10:30.") % {"text": text}
        raise argparse.ArgumentTypeError(message) from None


def where(year: int | None, region: str | None) -> Where:
    """The programme of a year, or the one meant on the last day of the region. ValidationError lists the years."""
    chosen = choose_region(region)
    latest = last_day(chosen)
    if year is not None:
        return Where(programme_of_year(chosen.pk, year), latest)
    programmes = Programme.objects.filter(region=chosen).select_related("region", "preceding")
    meant = programme_on(programmes, latest)
    if meant is None:
        raise ValidationError(_("There is no programme yet: opora programme load %(year)d") % {"year": latest.year})
    return Where(meant, latest)


def _coded(model: type[E], programme: Programme, code: str, message: str) -> E:
    rows = model._base_manager.filter(programme=programme, voided_at=None).select_related("programme__region")
    if found := rows.filter(code=code).first():
        return found
    codes = ", ".join(rows.order_by("code").values_list("code", flat=True)[:50])
    raise ValidationError(message % {"code": code, "codes": codes or "—"})
