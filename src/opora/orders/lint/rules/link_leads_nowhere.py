"""A link leads to a machine that only its own network can reach, or to no host at all.

Proposed: name a page that anyone can open.
"""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity

_OWN_NETWORK = re.compile(r"(?:^|\.)(?:local|localhost|lan|corp|internal|intranet)$")


@rule("R-60", Severity.WARNING)
def link_leads_nowhere(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for link in action.links:
            if not _public(urlsplit(link).netloc):
                text = _("Nobody outside can open the link: {link}.").format(link=link)
                yield Found(action, text, _("Name a page that anyone can open."), Column.LINKS)


def _public(netloc: str) -> bool:
    host = netloc.rpartition("@")[2].partition(":")[0].lower()
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not _OWN_NETWORK.search(host)
