"""From a roadmap that has been answered to what its pages show: figures, rows and members in the reader's words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from django.urls import resolve, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.accounts.guard import AskingRequest, may_pass
from opora.accounts.permissions import matrix
from opora.core import addresses, numbers
from opora.core.actors import Actor
from opora.core.components.figures import Value
from opora.core.components.strips import Period
from opora.core.periods import PeriodStyle, write_period, write_periods, write_plan
from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind, Member
from opora.indicators.nouns import counted, noun_form
from opora.indicators.targets import Target, Verdict
from opora.programmes.asked import carried
from opora.roadmap.execution import ExecutionState
from opora.roadmap.outline import ActionOutline, Amendment, Outline
from opora.roadmap.queries import ActionView, IndicatorView
from opora.roadmap.shown import ShownAction, ShownIndicator, ShownMember

_SIGNS = {">=": "≥ {}", "<=": "≤ {}", ">": "> {}", "<": "< {}", "=": "{}"}


def value(figure: Figure, unit: str, target: Target | None = None) -> Value:
    """A figure as the components write it."""
    counts = figure.counts
    least = figure.value if figure.kind is FigureKind.MINIMUM else None
    met = int(least or 0) if figure.kind is FigureKind.MINIMUM else counts[State.MET]
    certain = figure.known if figure.kind is not FigureKind.MINIMUM else least is not None
    return Value(
        kind=figure.kind.value,
        met=met,
        missing=counts[State.MISSING],
        unknown=counts[State.UNKNOWN],
        known=certain,
        unit=noun_form(unit, met) if unit else "",
        norm=_norm(figure, target),
        target=target.number if target and figure.kind is FigureKind.SHARE else None,
        reached=figure.verdict(target) is Verdict.MET,
        on=max((member.on for member in figure.list(State.MET) if member.on), default=None),
        change=figure.value if figure.kind is FigureKind.CHANGE else None,
    )


def _norm(figure: Figure, target: Target | None) -> str:
    """The bound of a count, written: "≥ 5", "≥ 2 в месяц"."""
    if target is None or figure.kind in (FigureKind.SHARE, FigureKind.DELIVERY, FigureKind.CHANGE):
        return ""
    bound = _SIGNS[target.sign].format(_number(target))
    return _("%(bound)s a month") % {"bound": bound} if figure.kind is FigureKind.MINIMUM else bound


def target_text(indicator: IndicatorView) -> str:
    """The target in words: "цель 100 %", "цель ≥ 5 занятий", "цель не задана"."""
    return write_target(indicator.outline.target, indicator.figure.kind, indicator.unit)


def write_target(target: Target | None, kind: FigureKind, unit: str) -> str:
    """The same of any target: whatever kind of figure it stands beside."""
    if target is None:
        return _("no target is set")
    if kind is FigureKind.DELIVERY:
        return _("target: the document is approved")
    bound = _SIGNS[target.sign].format(_number(target))
    if kind is FigureKind.SHARE:
        bound = _SIGNS[target.sign].format(numbers.percentage(target.number))
    elif kind is FigureKind.CHANGE:
        return (
            _("target: growth")
            if target.sign == ">" and not target.number
            else _("target %(bound)s") % {"bound": bound}
        )
    elif kind is FigureKind.MINIMUM:
        bound = _("%(bound)s a month") % {"bound": bound}
    elif unit:
        bound = f"{bound} {noun_form(unit, ceil(target.number))}"
    return _("target %(bound)s") % {"bound": bound}


def _number(target: Target) -> str:
    number = target.number
    return numbers.integer(int(number)) if number.denominator == 1 else numbers.decimal(round(number * 10))


@dataclass(frozen=True)
class Links:
    """Addresses of the pages of a roadmap that carry the moment of this request on."""

    request: AskingRequest

    def roadmap(self, **filters: str) -> str:
        """The roadmap, filtered."""
        return reverse("roadmap:roadmap") + carried(self.request.GET, **filters)

    def roadmap_file(self, form: str, **filters: str) -> str:
        """The roadmap as a file, filtered."""
        return reverse("roadmap:download", args=[form]) + carried(self.request.GET, **filters)

    def order_file(self, form: str) -> str:
        """The whole roadmap as the order prints it."""
        return reverse("roadmap:order_file", args=[form]) + carried(self.request.GET)

    def action(self, action: ActionOutline) -> str:
        """The row; with one indicator its page says all there is to say of the row."""
        if len(action.indicators) == 1:
            return self.indicator(action.indicators[0].key)
        return reverse("roadmap:action", args=[action.number]) + carried(self.request.GET)

    def control(self, action: ActionOutline) -> str:
        """The control of the execution of an action."""
        return reverse("roadmap:control", args=[action.number]) + carried(self.request.GET)

    def deadline(self, action: ActionOutline) -> str:
        """Where the deadline of an action is moved."""
        return reverse("roadmap:deadline", args=[action.number]) + carried(self.request.GET)

    def indicator(self, key: str, **more: str) -> str:
        """An indicator opened."""
        return reverse("roadmap:indicator", args=[key]) + carried(self.request.GET, **more)

    def history(self, key: str, **more: str) -> str:
        """An indicator day by day, and why it changed."""
        return reverse("roadmap:history", args=[key]) + carried(self.request.GET, **more)

    def passport(self, key: str) -> str:
        """What an indicator is: how it is counted, by which version, and who answers."""
        return reverse("roadmap:passport", args=[key]) + carried(self.request.GET)

    def definition(self, key: str) -> str:
        """Where an indicator is defined otherwise."""
        return reverse("roadmap:define", args=[key]) + carried(self.request.GET)

    def check(self, key: str) -> str:
        """Where a definition is checked while it is typed."""
        return reverse("roadmap:check", args=[key]) + carried(self.request.GET)

    def take_back(self, key: str) -> str:
        """Where the latest version of a definition is taken back."""
        return reverse("roadmap:take_back", args=[key]) + carried(self.request.GET)

    def changes(self) -> str:
        """What changed on the whole roadmap."""
        return reverse("roadmap:changes") + carried(self.request.GET)

    def versions(self) -> str:
        """The versions of the roadmap."""
        return reverse("roadmap:versions") + carried(self.request.GET)

    def members_file(self, key: str, state: State, form: str) -> str:
        """One list of an indicator as a file."""
        return reverse("roadmap:members", args=[key, state.value, form]) + carried(self.request.GET)

    def breakdown(self, key: str) -> str:
        """An indicator by municipality, in full."""
        return reverse("roadmap:breakdown", args=[key]) + carried(self.request.GET)

    def thing(self, kind: str, pk: int | None) -> str:
        """The page of a school or municipality; "" for none."""
        page = addresses.address(kind, pk) if pk is not None else ""
        return page + carried(self.request.GET) if page else ""

    def doable(self, where: str) -> str:
        """A page where something is done, for who may pass its door; "" for others, and on a page of the past."""
        past = self.request.GET.get("known_at")
        return where if where and not past and passes(self.request.actor, where) else ""

    def remind(self, key: str) -> str:
        """Where a reminder of the gaps of an indicator is prepared."""
        return reverse("roadmap:remind", args=[key]) + carried(self.request.GET)


def passes(actor: Actor, address: str) -> bool:
    """Whether an address of this site is behind a door that the actor may pass."""
    door = matrix().urls.get(resolve(address.partition("?")[0]).view_name)
    return door is not None and may_pass(actor, door)


def show_indicator(indicator: IndicatorView, links: Links) -> ShownIndicator:
    """One figure of a row."""
    result = indicator.result
    return ShownIndicator(
        key=indicator.key,
        number=indicator.number,
        sentence=indicator.sentence,
        value=value(indicator.figure, indicator.unit, indicator.outline.target),
        url=links.indicator(indicator.key),
        target=target_text(indicator),
        verdict=result.value if result else "",
    )


def show_action(action: ActionView, links: Links, as_of: dt.date, year: int | None = None) -> ShownAction:
    """One row; in a table of one `year` its dates leave that year out."""
    outline, execution = action.outline, action.execution
    style = PeriodStyle.DENSE if year else PeriodStyle.FULL
    overdue = execution.state is ExecutionState.OVERDUE
    evidence = [member for one in action.indicators for member in one.figure.list(State.MET)]
    began = [member.on for member in evidence if member.on and member.subject.kind != "action"]
    return ShownAction(
        number=outline.number,
        title=outline.title,
        url=links.action(outline),
        state=execution.state.value,
        due=capfirst(write_periods(outline.periods, style, year=year)),
        due_note=_due_note(outline),
        last_due=outline.terms.last_due,
        executors=executors(outline),
        late=execution.late,
        done_on=execution.on if execution.executed else None,
        begun_on=min(began, default=None),
        state_text=_overdue_by(outline, as_of) if overdue else "",
        reason=execution.reason if not execution.executed else "",
        periods=[
            Period(first, last, period.by_plan)
            for period in outline.periods
            if (first := period.start or period.end) and (last := period.end or period.start)
        ],
        indicators=[show_indicator(one, links) for one in action.indicators],
    )


def order_text(outline: Outline) -> str:
    """The order a roadmap rests on, and the latest that amends it: "Приказ № 169 от 28.02.2022."; "" without one."""
    amended = _amended_text(outline.amendment) if outline.amendment else ""
    if not outline.order_number or outline.order_date is None:
        return amended
    said = {"number": outline.order_number, "day": numbers.day(outline.order_date)}
    return " ".join(filter(None, (_("Order No. %(number)s of %(day)s.") % said, amended)))


def _amended_text(amendment: Amendment) -> str:
    return _("As amended by order No. %(number)s of %(day)s: version %(version)d.") % {
        "number": amendment.order_number,
        "day": numbers.day(amendment.order_date),
        "version": amendment.version,
    }


def executors(action: ActionOutline) -> str:
    """Who carries it out: "Министерство и АИРО"."""
    titles = [executor.title for executor in action.executors]
    if len(titles) < 2:
        return "".join(titles)
    return _("%(first)s and %(last)s") % {"first": ", ".join(titles[:-1]), "last": titles[-1]}


def _due_note(action: ActionOutline) -> str:
    """That a plan sets the exact day, and which day it set."""
    notes = [write_plan(period) for period in action.periods if period.by_plan][:1]
    if action.planned_on:
        notes.append(_("planned for %(day)s") % {"day": numbers.day(action.planned_on)})
    return ", ".join(notes)


def _overdue_by(action: ActionOutline, as_of: dt.date) -> str:
    days = (as_of - action.terms.last_due).days if action.terms.last_due else 0
    return ngettext("Overdue by %(n)d day", "Overdue by %(n)d days", days) % {"n": days}


def moved(action: ActionOutline) -> list[tuple[str, dt.date, str]]:
    """Deadlines that acts have replaced, the latest first: what it was, until which day, on what basis."""
    return [
        (", ".join(write_period(period) for period in former.periods), former.until, former.basis)
        for former in reversed(action.former)
    ]


def show_member(
    member: Member, links: Links, place: Callable[[int | None], str], role: Callable[[str], str]
) -> ShownMember:
    """One subject of a list; `place` names a municipality by its id, `role` an executor by its code."""
    subject, gap = member.subject, member.gap
    is_place = subject.kind == "municipality"
    return ShownMember(
        label=_month(subject.key) if subject.kind == "month" else subject.label,
        url=links.thing("municipality", subject.municipality_id)
        if is_place
        else links.thing("school", subject.school_id),
        place="" if is_place else place(subject.municipality_id),
        person="" if subject.vacant else subject.person if subject.kind == "post" else "",
        posts="; ".join(subject.titles) or subject.note,
        weight=member.weight,
        on=member.on,
        late=member.late,
        reason=member.reason,
        evidence=[piece.label for piece in member.evidence],
        closes=role(gap.closes) if gap and gap.closes else "",
        final=bool(gap and gap.final),
        where_url=links.doable(gap.where) if gap else "",
    )


def _month(key: str) -> str:
    first = dt.date.fromisoformat(key.removeprefix("month:") + "-01")
    return capfirst(numbers.month(first, year=True))


def subject_heading(unit: str) -> str:
    """Heading of the column of subjects: "Школа"."""
    return capfirst(noun_form(unit, 1)) if unit else _("Subject")


def tally_text(unit: str, n: int) -> str:
    """A number with its noun: "3 школы"."""
    return counted(unit, n) if unit else numbers.integer(n)
