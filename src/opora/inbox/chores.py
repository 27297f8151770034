"""What the to-do list does by itself: the letter of the day."""

import logging
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.jobs.schedule import every
from opora.inbox import reminding
from opora.organisations.models import Region
from opora.outbox.quiet import wait_until
from opora.programmes.asked import last_day

log = logging.getLogger(__name__)


@every("digests", seconds=300, title=_("Preparing the letters about to-dos"))
def send_digests() -> None:
    """Each region where it is time; what goes wrong in one holds up no other, and is told after them."""
    failed: Exception | None = None
    for region in Region.objects.filter(demonstration_on=None).order_by("code"):
        try:
            if is_time(region) and (found := reminding.plan(region)):
                reminding.send(found=found, site=settings.SITE, by=SYSTEM)
        except Exception as error:
            log.exception("the letters about to-dos of %s", region.code)
            failed = error
    if failed:
        raise failed


def is_time(region: Region) -> bool:
    """Whether letters go by themselves now, and those of today are not out yet or one was held back. Cheap."""
    now, day = clock.now(), last_day(region)
    rules = reminding.rules_on(region, day)
    if not rules.on or settings.OUTBOX_SERVER is None or wait_until(now, region.time_zone):
        return False
    if now.astimezone(ZoneInfo(region.time_zone)).hour < rules.hour:
        return False
    return not reminding.told_on(region, day) or bool(reminding.dropped_on(region, day))
