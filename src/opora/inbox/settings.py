"""What a region sets about reminders. The defaults are ours until the region records values of its own."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opora.core.actors import Actor
from opora.inbox.stages import Rules
from opora.organisations.models import Region
from opora.programmes.actions import change_setting
from opora.programmes.region_settings import Setting, Settings, setting

ON = Setting("reminders_on", default=True, label=_("Remind by itself: one letter a day at most"))
BEFORE = Setting("remind_before_days", default=7, least=0, label=_("Days before the deadline (0: not before)"))
ON_THE_DAY = Setting("remind_on_the_day", default=True, label=_("Remind on the day of the deadline"))
AFTER = Setting(
    "remind_after_every_days", default=7, least=0, label=_("After the deadline every so many days (0: not)")
)
TO_MUNICIPALITY = Setting(
    "escalate_to_municipality_days",
    default=3,
    least=0,
    label=_("Days overdue after which the municipality hears of it (0: never)"),
)
TO_REGION = Setting(
    "escalate_to_region_days",
    default=10,
    least=0,
    label=_("Days overdue after which the ministry hears of it (0: never)"),
)
HOUR = Setting(
    "digest_hour", default=9, least=0, most=23, label=_("Hour of the region from which letters are prepared")
)
MOST = Setting("digest_most", default=20, least=1, most=100, label=_("To-dos that one letter lists at most"))

ALL: tuple[Setting[bool] | Setting[int], ...] = (ON, BEFORE, ON_THE_DAY, AFTER, TO_MUNICIPALITY, TO_REGION, HOUR, MOST)


def rules(settings: Settings) -> Rules:
    """The rules that settings make."""
    return Rules(
        on=settings.get(ON),
        before=settings.get(BEFORE),
        on_the_day=settings.get(ON_THE_DAY),
        after_every=settings.get(AFTER),
        to_municipality=settings.get(TO_MUNICIPALITY),
        to_region=settings.get(TO_REGION),
        hour=settings.get(HOUR),
        most=settings.get(MOST),
    )


@transaction.atomic
def change(*, region: Region, values: Mapping[str, bool | int], own: Settings, on: dt.date, by: Actor) -> int:
    """Set these values, by key, from a day on; says how many were others in `own`. ValidationError by key.

    The ministry hears of what a school left overdue no earlier than its municipality.
    """
    new = Settings({**own.own, **values})
    first, then = new.get(TO_MUNICIPALITY), new.get(TO_REGION)
    if first and then and then < first:
        message = gettext("The ministry hears of it no earlier than the municipality: name %(days)d or more, or 0.")
        raise ValidationError({TO_REGION.key: message % {"days": first}})
    changed = [key for key, value in values.items() if value != in_force(key, own)]
    for key in changed:
        change_setting(region=region, key=key, value=values[key], on=on, by=by)
    return len(changed)


def in_force(key: str, own: Settings) -> bool | int:
    """The value of one of these settings."""
    value: bool | int = own.get(setting(key))
    return value
