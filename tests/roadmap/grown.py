"""A region that is as large as asked: so many municipalities, each with a school, so many actions, all posts held."""

import datetime as dt

from opora.accounts.models import Appointment, Post, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations import actions as organisations
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.programmes import actions
from tests.accounts.people import appoint, person
from tests.organisations.places import OPENED, OPENED_AT
from tests.programmes.years import BEGUN
from tests.roadmap import small_programme

POSTS = (Post.SCHOOL_HEAD, Post.CURATOR, Post.TEAM_MEMBER)
ROLES = (Post.COORDINATOR, Post.MINISTRY)
"""Of the region: so that one who sees only what is theirs sees as many rows as one who sees everything."""


class Grown:
    """All schools take part in both years; `readers` act for the whole region."""

    def __init__(self, n: int) -> None:
        with clock.at(OPENED_AT):
            self.region = organisations.open_region(name="Край", code="krai", time_zone="Asia/Barnaul", by=SYSTEM)
            places = [
                NewMunicipality(code=f"m{place}", name=f"Район {place}", short_name="Р", tile_column=place, tile_row=1)
                for place in range(1, n + 1)
            ]
            self.municipalities = organisations.add_municipalities(region=self.region, rows=places, by=SYSTEM)
            schools = [
                NewSchool(municipality=one, code=f"s{one.code}", name=f"Школа {one.code}", short_name=one.code)
                for one in self.municipalities
            ]
            self.schools = organisations.add_schools(region=self.region, rows=schools, on=OPENED, by=SYSTEM)
        self._programmes(n)
        self._posts()
        self.readers: dict[str, tuple[User, Appointment]] = {}
        for role in ROLES:
            who = person("Читаева", f"reader-{role}")
            self.readers[role] = who, appoint(who, role, self.region)

    def _programmes(self, n: int) -> None:
        with clock.at(BEGUN):
            before = actions.start_programme(region=self.region, year=2021, title="2021", by=SYSTEM)
            now = actions.start_programme(region=self.region, year=2022, title="2022", preceding=before, by=SYSTEM)
            for programme in (before, now):
                actions.enrol(
                    programme=programme, schools=self.schools, on=dt.date(2021, 12, 15), basis="order", by=SYSTEM
                )
        content = small_programme.data()
        _first, four, five, *_rest = content["actions"]
        content["actions"] = [four, *({**five, "n": str(number)} for number in range(5, 5 + n))]
        content |= {"awaiting": {}, "titles": {}}
        small_programme.load(now, content)

    def _posts(self) -> None:
        for school in self.schools:
            for post in POSTS:
                appoint(person("Птицын", f"{post}-{school.pk}"), post, school)
        for municipality in self.municipalities:
            for post in (Post.COORDINATOR, Post.MUNICIPAL_HEAD):
                appoint(person("Птицын", f"{post}-{municipality.pk}"), post, municipality)
