"""The work is that of municipalities or schools, the executors are others.

Proposed: add those who do the work to the executors.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import told
from opora.orders.order import Order, Severity

_OWN_WORK = {"муниципальн": {"municipality", "municipal_head", "coordinator"}, "школьн": {"school", "school_head"}}
_WORK = r"(?:разработка|утверждение|принятие|размещение|публикация|подготовка|составление)"


@rule("R-09", Severity.WARNING)
def executor_does_not_work(order: Order) -> Iterator[Found]:
    workers = {
        "муниципальн": pgettext("executors to add", "municipalities"),
        "школьн": pgettext("executors to add", "schools"),
    }
    for action in order.actions:
        owner = re.match(rf"{_WORK}(?:(?:,| и) {_WORK})* (муниципальн|школьн)", told(action.title))
        if owner and action.executor_codes and not _OWN_WORK[owner[1]] & set(action.executor_codes):
            text = _("The work is done by others than the executor ({names}).")
            mend = _("Add: {names}.").format(names=workers[owner[1]])
            yield Found(action, text.format(names=", ".join(action.executors)), mend, Column.EXECUTORS)
