"""Certificates of an invented event."""

import datetime as dt
from typing import Any

from opora.accounts.models import User
from opora.certificates import actions
from opora.certificates.actions import Holder, Subject
from opora.certificates.models import Certificate
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations.models import Region

DAY = dt.date(2022, 9, 16)
GIVEN_AT = dt.datetime(2022, 9, 20, 5, tzinfo=dt.UTC)
"""Noon in Barnaul."""
SUBJECT = Subject(
    about="event:17",
    title="Слёт кураторов",
    first_day=DAY,
    last_day=DAY,
    place="Бор, ул. Речная, 1",
    organiser="Институт «Рост»",
)


def holder(who: User | str, **more: Any) -> Holder:
    """Somebody of the registry, or a guest by name."""
    return Holder(name=who, **more) if isinstance(who, str) else Holder(name=who.full_name, person=who, **more)


def give(region: Region, *whom: User | str | Holder, at: dt.datetime = GIVEN_AT, **more: Any) -> list[Certificate]:
    """Issue to these people, dated by the moment."""
    holders = [one if isinstance(one, Holder) else holder(one) for one in whom]
    with clock.at(at):
        return actions.issue(
            region=region, holders=holders, on=at.date(), by=SYSTEM, subject=more.pop("subject", SUBJECT), **more
        )
