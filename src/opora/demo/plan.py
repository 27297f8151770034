"""The whole invented year as plain data: the same for the same seed, whatever day the demonstration is shown at."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from opora.accounts.models import Post
from opora.demo import cast, cohorts, curators, municipal_posts, region_posts, school_posts, school_year, schools
from opora.demo.cohorts import Cohorts
from opora.demo.names import People, Person
from opora.demo.school_year import SchoolYear
from opora.demo.schools import InventedSchool, place_of
from opora.demo.size import Size
from opora.demo.tenures import Tenure


@dataclass(frozen=True)
class Plan:
    """What the actions will be called with."""

    size: Size
    schools: tuple[InventedSchool, ...]
    cohorts: Cohorts
    school_year: SchoolYear
    tenures: tuple[Tenure, ...]

    @property
    def by_code(self) -> Mapping[str, InventedSchool]:
        """Schools by code."""
        return {school.code: school for school in self.schools}


def draw(seed: int, size: Size) -> Plan:
    """The year of a seed. Each part draws from a source of its own, so that one can change without the others."""

    def source(part: str) -> random.Random:
        return random.Random(f"{seed}/{part}")  # noqa: S311 - invents names; nothing secret hangs on it

    invented = schools.invent(source("schools"), size)
    chosen = cohorts.choose(source("cohorts"), invented, size)
    changes = school_year.draw(source("school year"), invented, chosen)
    people = People(source("people"), cast.CAST)
    methodists = [people.draw() for _place in curators.REGIONAL_PLACES]
    heads = list(municipal_posts.heads(source("municipal heads"), people, size.places))
    coordinators = list(
        municipal_posts.coordinators(
            source("coordinators"), people, _by_place(heads), _places(chosen.current), _places(chosen.previous)
        )
    )
    first_of_2022 = _by_place([tenure for tenure in coordinators if tenure.on.year > municipal_posts.YEAR_BEFORE.year])
    tenures = [
        *region_posts.posts(people, methodists),
        *heads,
        *coordinators,
        *curators.of_2021(source("curators of 2021"), people, chosen),
        *curators.of_2022(source("curators"), people, chosen, methodists, first_of_2022),
        *school_posts.heads(source("school heads"), people, invented, chosen),
        *school_posts.teams(source("teams"), people, chosen),
    ]
    return Plan(size, tuple(invented), chosen, changes, tuple(school_posts.closed(tenures, changes.closings)))


def _places(codes: tuple[str, ...]) -> list[str]:
    """Municipalities of schools, each once."""
    return list(dict.fromkeys(map(place_of, codes)))


def _by_place(tenures: list[Tenure]) -> dict[str, Person]:
    """The first to hold the post in each municipality."""
    found: dict[str, Person] = {}
    for tenure in tenures:
        if tenure.post in {Post.MUNICIPAL_HEAD, Post.COORDINATOR}:
            found.setdefault(tenure.place, tenure.person)
    return found
