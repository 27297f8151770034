"""One of several executors is an abbreviation that the order explains nowhere. One finding for each.

Proposed: say which organisation it is.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.executors import code_of
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import listed, others
from opora.orders.order import Order, OrderAction, Severity
from opora.orders.wording import ABBREVIATION

_COMMON = {"ОМСУ", "ОГВ", "ОИВ", "МВД", "МЧС", "ГИБДД", "СМИ", "ВУЗ", "НКО", "КДН", "ПМПК", "ЦПМПК", "РЦОИ", "ЦОКО"}


@rule("R-56", Severity.NOTE)
def abbreviation_unexplained(order: Order) -> Iterator[Found]:
    explained = _COMMON | {found.term for found in order.definitions} | _in_brackets(order)
    rows: dict[str, list[OrderAction]] = {}
    for action in order.actions:
        for name in action.executors if action.executor_codes else ():
            if ABBREVIATION.fullmatch(name) and name not in explained and not code_of(name, order.definitions):
                rows.setdefault(name, []).append(action)
    for term, group in rows.items():
        names = others(group, group[0])
        text = _("The order does not say what “{term}” is.").format(term=term)
        if names:
            text = _("The order does not say what “{term}” is; it stands at {others} too.").format(
                term=term, others=listed(names)
            )
        yield Found(group[0], text, _("Choose the organisation that is meant."), Column.EXECUTORS, names)


def _in_brackets(order: Order) -> set[str]:
    """Abbreviations that stand in brackets after what they stand for."""
    cells = [text for action in order.actions for text in action.raw.values()]
    return {term for text in (*order.head.points, *cells) for term in re.findall(r"\(([А-ЯЁ]{2,8})\)", text)}
