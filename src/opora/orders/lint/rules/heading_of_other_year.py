"""The title of the order and the heading of its table name different years.

Proposed: take the year of the order's title.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-44", Severity.WARNING)
def heading_of_other_year(order: Order) -> Iterator[Found]:
    title, heading = (re.findall(r"20\d\d", text or "") for text in (order.head.title, order.head.heading))
    if title and heading and not set(title) & set(heading):
        years = {"title": ", ".join(dict.fromkeys(title)), "heading": ", ".join(dict.fromkeys(heading))}
        text = _("The title of the order is of {title}, the heading of the table of {heading}.").format(**years)
        yield Found(None, text, _("Take {title}, as in the title of the order.").format(title=years["title"]))
