"""«на одном и другом уровнях» may mean both or either.

Proposed: take one of the levels for enough.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import told
from opora.orders.order import Order, Severity


@rule("R-27", Severity.NOTE)
def and_is_ambiguous(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for indicator in action.indicators:
            if found := re.search(r"на [а-я]+ и [а-я]+ уровн[а-я]+", told(indicator.text)):
                text = _("“{words}” may mean both or either.").format(words=found[0])
                yield Found(action, text, _("Take one of the levels for enough."), Column.INDICATORS)
