"""What a page of practices is about: the region of the reader, the programme, the day, what was known when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from opora.accounts.guard import AskingRequest
from opora.core import dated
from opora.core.actors import Actor
from opora.organisations.models import Region, School, SchoolName
from opora.practices.access import published_for, visible_to
from opora.practices.models import InnovationSite, Practice, Work
from opora.programmes.asked import asked_of
from opora.programmes.models import Programme


@dataclass(frozen=True)
class Found:
    """Practices as one request asks for them."""

    request: AskingRequest
    region: Region
    programme: Programme | None
    as_of: dt.date
    known_at: dt.datetime
    latest: dt.date
    past: bool

    @property
    def actor(self) -> Actor:
        """Who reads."""
        return self.request.actor

    @property
    def sees_works(self) -> bool:
        """Whether the reader has anything to do with works."""
        return self.actor.scope("work") is not None

    @property
    def may_write(self) -> bool:
        """Whether the reader keeps the bank and the sites, on this page: on one of an earlier moment nothing is."""
        return not self.past and self.actor.scope("practice", "write") is not None

    @property
    def may_hand_in(self) -> bool:
        """Whether the reader hands works in on this page."""
        return not self.past and self.programme is not None and self.actor.scope("work", "hand_in") is not None

    @property
    def works(self) -> QuerySet[Work]:
        """Works the reader may see, of the programme, as known; with their authors."""
        known = Work.objects.filter(programme=self.programme).known(self.as_of, self.known_at)
        return visible_to(self.actor, known).select_related("school__municipality", "person")

    @property
    def practices(self) -> QuerySet[Practice]:
        """Entries of the bank the reader may see, as known; with their schools."""
        known = Practice.objects.known(self.as_of, self.known_at)
        return published_for(self.actor, known).select_related("school__municipality")

    @property
    def sites(self) -> QuerySet[InnovationSite]:
        """Innovation sites the reader may see, those that ended too, as known."""
        known = InnovationSite.objects.with_end(self.known_at).known(self.as_of, self.known_at)
        return published_for(self.actor, known).select_related("school__municipality", "practice")

    def names(self, schools: Iterable[int | None]) -> dict[int, str]:
        """Short names of these schools on the day, as known; one without a name yet goes by its code. Two queries."""
        ids = {pk for pk in schools if pk is not None}
        said = dated.load(SchoolName.objects.filter(school__in=ids), self.known_at, of="school_id")
        coded = School.objects.filter(pk__in=ids).values_list("pk", "code")
        return {pk: name.short_name if (name := said.at(pk, self.as_of)) else code for pk, code in coded}


def found_for(request: AskingRequest) -> Found:
    """What this request asks for; 404 for somebody without a region, and for writing on a page of the past."""
    region = request.presence.region
    if region is None:
        raise Http404("no region")
    asked = asked_of(request)
    past = asked.moment.known_at is not None or asked.as_of < asked.latest
    if past and request.method == "POST":
        raise Http404("only looked at")
    return Found(request, region, asked.programme, asked.as_of, asked.known_at, asked.latest, past)
