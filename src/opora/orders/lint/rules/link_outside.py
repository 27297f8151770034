"""A link leads to a document outside the region's systems.

Proposed: keep the data in Opora and publish the page on the region's own site.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity

_SHARED = (
    "docs.google.com", "drive.google.com", "forms.gle", "disk.yandex.ru", "forms.yandex.ru", "docs.yandex.ru",
    "cloud.mail.ru", "onedrive.live.com", "1drv.ms", "dropbox.com", "yadi.sk",
)  # fmt: skip


@rule("R-19", Severity.WARNING)
def link_outside(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for link in action.links:
            host = urlsplit(link).netloc
            if host in _SHARED:
                text = _("The link leads outside the region's systems: {host}.").format(host=host)
                mend = _("Keep these data in Opora and name a page of the region's own site.")
                yield Found(action, text, mend, Column.LINKS)
