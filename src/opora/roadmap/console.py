"""What the commands of this app share: which programme is meant, at which moment, and tables of plain text."""

import argparse
import datetime as dt
import unicodedata
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core import clock, numbers
from opora.core.commands import add_moment
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind
from opora.indicators.targets import Verdict
from opora.organisations.console import add_region, choose_region
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.programmes.queries import programme_of_year, programme_on
from opora.roadmap.execution import Execution, ExecutionState
from opora.roadmap.queries import RoadmapView, read_roadmap


def add_programme(parser: argparse.ArgumentParser) -> None:
    """Add --programme and --region."""
    parser.add_argument(
        "--programme",
        type=int,
        metavar=_("YEAR"),
        help=_("year of the programme; the one that runs on the day if not given"),
    )
    add_region(parser)


def add_view(parser: argparse.ArgumentParser) -> None:
    """Add --as-of, --known-at, --programme and --region."""
    add_moment(parser)
    add_programme(parser)


def choose_programme(year: int | None, region: str | None, day: dt.date | None = None) -> Programme:
    """The programme of a year, or the one meant on the day. ValidationError lists the years."""
    chosen = choose_region(region)
    if year is not None:
        return programme_of_year(chosen.pk, year)
    programmes = Programme.objects.filter(region=chosen, roadmap__isnull=False).select_related("region", "preceding")
    if meant := programme_on(programmes, day or clock.today()):
        return meant
    raise ValidationError(_("No roadmap is loaded yet: opora programme load 2022"))


def context(programme: int | None, region: str | None, as_of: dt.date | None, known_at: dt.datetime | None) -> Context:
    """A programme on a day as known at a moment: today, or the own day of a demonstration, and now."""
    day = as_of or last_day(choose_region(region))
    return Context.of(choose_programme(programme, region, day), day, known_at or clock.now())


def view(programme: int | None, region: str | None, as_of: dt.date | None, known_at: dt.datetime | None) -> RoadmapView:
    """The roadmap answered. Without --as-of a demonstration region is shown at its own day, a real one today."""
    day = as_of or last_day(choose_region(region))
    chosen = choose_programme(programme, region, day)
    found = read_roadmap(chosen, day, known_at)
    if found is None:
        message = _("The roadmap of %(year)d was not loaded by then.")
        raise ValidationError(message % {"year": chosen.year})
    return found


def figure_text(figure: Figure, unit: str = "") -> str:
    """A figure in a few words: "31 of 40 · 77.5%"; unknown is said, never shown as zero."""
    counts = figure.counts
    if not figure.known:
        return _("unknown")
    match figure.kind:
        case FigureKind.SHARE:
            unknown = counts[State.UNKNOWN]
            return numbers.share(met=counts[State.MET], total=figure.denominator, unknown=unknown)
        case FigureKind.DELIVERY:
            met, unknown = counts[State.MET], counts[State.UNKNOWN]
            return _("done") if met else _("unknown") if unknown else _("not done")
        case FigureKind.CHANGE:
            low, high = figure.range
            return numbers.points(low) if low is not None and low == high else _("unknown")
    low, high = figure.range
    ends = dict.fromkeys(numbers.integer(int(end)) for end in (low, high) if end is not None)
    return "–".join(ends) or _("unknown")


def execution_text(execution: Execution) -> str:
    """A state in the words of the pages."""
    if execution.executed:
        return _("executed late") if execution.late else _("executed on time")
    return {
        ExecutionState.OVERDUE: _("overdue"),
        ExecutionState.AT_RISK: _("at risk"),
        ExecutionState.UNKNOWN: _("no data"),
        ExecutionState.IN_PROGRESS: _("in progress"),
        ExecutionState.UPCOMING: _("upcoming"),
    }[execution.state]


def result_text(verdict: Verdict | None) -> str:
    """A verdict against the target; a dash where there is none."""
    return {Verdict.MET: _("met"), Verdict.NOT_MET: _("not met"), None: numbers.NOTHING}[verdict]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of plain text, the last one as long as it is."""
    lines = [list(heads), *map(list, rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    padded = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([padded[0], "─" * max(map(_width, padded)), *padded[1:]])


def _width(text: str) -> int:
    return sum(not unicodedata.combining(sign) for sign in text)
