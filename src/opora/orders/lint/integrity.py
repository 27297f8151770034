"""Rules about the table and the head: what is lost, repeated, cut or not understood."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.orders.columns import Column
from opora.orders.lint.rules import Found, called, cut, listed, rule
from opora.orders.order import Damage, Kind, Order, OrderAction, Severity
from opora.orders.wording import fold


@rule("R-01", Severity.ERROR)
def dates_differ(order: Order) -> Iterator[Found]:
    """The order and its stamp of approval bear different dates."""
    date, stamp = order.head.date, order.head.stamp_date
    if date and stamp and date != stamp:
        text = _("The order is of {date}, its stamp of approval says {stamp}.")
        yield Found(None, text.format(date=f"{date:%d.%m.%Y}", stamp=f"{stamp:%d.%m.%Y}"))


@rule("R-10", Severity.NOTE)
def same_titles(order: Order) -> Iterator[Found]:
    """Several actions have the same title."""
    alike: dict[str, list[OrderAction]] = {}
    for action in order.actions:
        if action.title:
            alike.setdefault(fold(action.title), []).append(action)
    for group in alike.values():
        for action in group if len(group) > 1 else ():
            others = [called(other) for other in group if other is not action]
            text = _("The same title as action {others}.")
            yield Found(action, text.format(others=listed(others)), tuple(others))


@rule("R-12", Severity.ERROR)
def row_is_cut(order: Order) -> Iterator[Found]:
    """The text of a cell ends inside a word: the rest is lost at a page break."""
    names = {
        Column.TITLE: pgettext("column of an order", "action"),
        Column.PERIODS: pgettext("column of an order", "deadline"),
        Column.EXECUTORS: pgettext("column of an order", "executor"),
        Column.INDICATORS: pgettext("column of an order", "indicator"),
    }
    for action in order.actions:
        if action.cut:
            fields = ", ".join(str(names.get(column, column)) for column in action.cut)
            yield Found(action, _("The row is cut inside a word: {fields}.").format(fields=fields))


@rule("R-30", Severity.ERROR)
def number_lost(order: Order) -> Iterator[Found]:
    """A row of the table has no number."""
    for action in order.actions:
        if action.number is None:
            yield Found(
                action,
                _("The row has lost its number (“{title}”).").format(title=cut(action.title, 60)),
            )


@rule("R-31", Severity.ERROR)
def number_repeated(order: Order) -> Iterator[Found]:
    """A row has the number of a row above it."""
    seen: dict[str, OrderAction] = {}
    for action in order.actions:
        if action.number in seen:
            text = _("The number stands at line {line} already.")
            yield Found(action, text.format(line=seen[action.number].source.line))
        elif action.number:
            seen[action.number] = action


@rule("R-32", Severity.WARNING)
def number_skipped(order: Order) -> Iterator[Found]:
    """The numbering skips or goes back; a row that lost its number counts as one."""
    before: int | None = None
    for action in order.actions:
        if action.number and not action.number.isdigit():
            return
        number = int(action.number) if action.number else None
        if number is not None and before is not None and number not in {before, before + 1}:
            text = _("Number {number} follows number {before}.")
            yield Found(action, text.format(number=number, before=before))
        before = number if number is not None else (before + 1 if before is not None else None)


@rule("R-33", Severity.ERROR)
def deadline_not_read(order: Order) -> Iterator[Found]:
    """A deadline, or a part of it, cannot be read."""
    for action in order.actions:
        for problem in action.problems:
            yield Found(action, problem)


@rule("R-34", Severity.ERROR)
def field_empty(order: Order) -> Iterator[Found]:
    """A row has no title, deadline, executor or indicator."""
    for action in order.actions:
        values = (
            (action.title, _("The action has no title.")),
            (action.periods, _("The action has no deadline.")),
            (action.executors, _("The action has no executor.")),
            (action.indicators, _("The action has no indicator.")),
        )
        for value, message in values:
            if not value:
                yield Found(action, message)


@rule("R-35", Severity.WARNING)
def executor_unknown(order: Order) -> Iterator[Found]:
    """None of the executors of an action is a body that Opora knows."""
    for action in order.actions:
        if action.executors and not action.executor_codes:
            names = ", ".join(action.executors)
            yield Found(action, _("It is not known who “{names}” is.").format(names=names))


@rule("R-36", Severity.WARNING)
def indicator_unclear(order: Order) -> Iterator[Found]:
    """An indicator has no head word that says what it measures."""
    for action in order.actions:
        for indicator in action.indicators:
            if indicator.kind is Kind.OTHER:
                text = _("It is not clear what the indicator measures: “{text}”.")
                yield Found(action, text.format(text=cut(indicator.text, 80)))


@rule("R-37", Severity.NOTE)
def executor_inherited(order: Order) -> Iterator[Found]:
    """The executor's cell is empty and was taken for the lower part of a merged one."""
    for action in order.actions:
        for repair in action.repairs:
            if Damage.MERGED in repair.damage:
                text = _("The executor is taken from the row above: {names}.")
                yield Found(action, text.format(names=repair.after))


@rule("R-38", Severity.WARNING)
def head_incomplete(order: Order) -> Iterator[Found]:
    """The number, date or title of the order is not found."""
    values = (
        (order.head.number, _("The number of the order is not found.")),
        (order.head.date, _("The date of the order is not found.")),
        (order.head.title, _("The title of the order is not found.")),
    )
    for value, message in values:
        if not value:
            yield Found(None, message)


@rule("R-39", Severity.WARNING)
def text_not_understood(order: Order) -> Iterator[Found]:
    """Text stands between the rows of the table and belongs to none."""
    for line, text in order.strays:
        message = _("Line {line} stands in the table and belongs to no row: “{text}”.")
        yield Found(None, message.format(line=line, text=cut(text, 80)))
