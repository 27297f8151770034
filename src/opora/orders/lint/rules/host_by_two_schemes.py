"""One host is written with http in some rows and with https in others. One finding for each host.

Proposed: https everywhere.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import called, listed
from opora.orders.order import Order, Severity


@rule("R-61", Severity.NOTE)
def host_by_two_schemes(order: Order) -> Iterator[Found]:
    hosts: dict[str, dict[str, list[str]]] = {}
    for action in order.actions:
        for written in action.damaged_links:
            parts = urlsplit(written)
            if parts.scheme in {"http", "https"}:
                hosts.setdefault(parts.netloc, {}).setdefault(parts.scheme, []).append(called(action))
    for host, schemes in hosts.items():
        if len(schemes) > 1:
            plain = tuple(dict.fromkeys(schemes["http"]))
            text = _("The host {host} stands without https at {rows}, elsewhere with it.")
            mend = _("Take https://{host} everywhere.").format(host=host)
            yield Found(None, text.format(host=host, rows=listed(plain)), mend, Column.LINKS, plain)
