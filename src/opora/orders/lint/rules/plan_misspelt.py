"""The words "by a separate plan" are misspelt; they are read as meant.

Proposed: read them as meant.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.core.periods import plan_phrase
from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity

_RIGHT_PLAN = re.compile(
    r"по (?:отдельн(?:ому|ым)|отд\.?) (?:план|граф)|(?:по|согласно|в соответствии со?) (?!отд)(?:[а-я]+ )*(?:план|граф)"
)


@rule("R-14", Severity.NOTE)
def plan_misspelt(order: Order) -> Iterator[Found]:
    for action in order.actions:
        phrase = plan_phrase(action.raw.get(Column.PERIODS, ""))
        if phrase and not phrase.endswith("-") and not _RIGHT_PLAN.match(phrase):
            text = _("“{phrase}” is read as “by a separate plan”.").format(phrase=phrase)
            yield Found(action, text, _("Read: “by a separate plan”."), Column.PERIODS)
