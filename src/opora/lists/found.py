"""What a page of lists is about: the region of the reader, the day, what was known when, and the places in reach."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from opora.accounts.guard import AskingRequest
from opora.core.actors import Scope
from opora.core.imports.tables import Where
from opora.organisations.access import visible_to
from opora.organisations.models import Municipality, Region, School
from opora.programmes.asked import asked_of
from opora.programmes.models import Programme

OF_PEOPLE = frozenset({"people", "appointments"})
"""Lists for who sees the whole region with contacts."""


@dataclass(frozen=True)
class Lists:
    """The lists as one request asks for them."""

    request: AskingRequest
    region: Region
    programme: Programme | None
    as_of: dt.date
    known_at: dt.datetime
    latest: dt.date
    past: bool

    @property
    def whole(self) -> bool:
        """Whether the reader sees all of the region."""
        return self.request.actor.scope("list") is Scope.REGION

    @property
    def may_write(self) -> bool:
        """Whether lists are changed on this page: on one of the past nothing is."""
        return self.request.actor.scope("list", "write") is not None and not self.past

    @property
    def with_people(self) -> bool:
        """Whether the lists of people and appointments are shown: whole, with contacts, and as known now only."""
        return self.whole and self.request.actor.scope("person", "contact") is Scope.REGION and not self.past

    @property
    def where(self) -> Where:
        """What the exports of all lists are asked for."""
        year = self.programme.year if self.programme else 0
        return Where(region=self.region, on=self.as_of, year=year, known_at=self.known_at)

    @property
    def municipalities(self) -> QuerySet[Municipality]:
        """Those the reader may see."""
        return visible_to(self.request.actor, Municipality.objects.filter(region=self.region))

    @property
    def schools(self) -> QuerySet[School]:
        """Those the reader may see."""
        return visible_to(self.request.actor, School.objects.filter(municipality__region=self.region))


def lists_of(request: AskingRequest) -> Lists:
    """The lists this request asks for.

    404 for somebody without a region, and for writing by who may not or on a page of the past.
    """
    region = request.presence.region
    if region is None:
        raise Http404("no region")
    asked = asked_of(request)
    past = asked.moment.known_at is not None
    lists = Lists(request, region, asked.programme, asked.as_of, asked.known_at, asked.latest, past)
    if request.method == "POST" and not lists.may_write:
        raise Http404("only looked at")
    return lists
