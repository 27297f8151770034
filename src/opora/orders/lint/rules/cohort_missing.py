"""An indicator counts schools and does not say of which programme or year, though others do.

Proposed: count the schools of the order's own year.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.formulas.populations import counted
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import by_indicator, others, told, with_repeats
from opora.orders.order import Kind, Order, Severity

_COHORT = re.compile(r"проект|участни|20\d\d|включенн")


@rule("R-11", Severity.WARNING)
def cohort_missing(order: Order) -> Iterator[Found]:
    texts = [indicator.text for action in order.actions for indicator in action.indicators]
    if not any(_COHORT.search(told(text)) and _counts_schools(text) for text in texts):
        return
    seen: set[str] = set()
    groups = by_indicator(order)
    for action in order.actions:
        for indicator in action.indicators:
            folded = told(indicator.text)
            measured = indicator.kind in {Kind.SHARE, Kind.COUNT, Kind.MINIMUM}
            if folded in seen or not measured or _COHORT.search(folded) or not _counts_schools(indicator.text):
                continue
            seen.add(folded)
            names = others(groups[folded], action)
            message = _("The indicator does not say which schools: of what programme or year.")
            mend = _("Count the schools of this programme and year.")
            yield Found(action, with_repeats(message, names), mend, Column.INDICATORS, names)


def _counts_schools(text: str) -> bool:
    return re.search(r"\bшнор\b|\bшкол", counted(text)) is not None
