"""The action names several years, its indicators do not.

Proposed: count the schools of all years named.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-23", Severity.WARNING)
def years_dropped(order: Order) -> Iterator[Found]:
    for action in order.actions:
        years = set(re.findall(r"20\d\d", action.title))
        if len(years) < 2:
            continue
        if any(not years <= set(re.findall(r"20\d\d", indicator.text)) for indicator in action.indicators):
            named = ", ".join(sorted(years))
            text = _("The action names the years {years}, its indicators do not.").format(years=named)
            yield Found(action, text, _("Count for all years: {years}.").format(years=named), Column.INDICATORS)
