"""Schools and people to choose from: in whose name one hands in, whose practice it is."""

from collections import defaultdict
from collections.abc import Iterable

from opora.accounts.models import User
from opora.core.numbers import natural
from opora.organisations.models import School
from opora.organisations.queries import working
from opora.practices.access import people_for, schools_for
from opora.practices.found import Found

Group = tuple[str, list[tuple[str, str]]]


def authors(found: Found, *, heading: str) -> list[Group]:
    """Those in whose name the reader may hand in, as "school:5" and "person:7": schools by municipality, then people
    under the heading."""
    people = sorted(people_for(found.actor), key=lambda one: natural(one.full_name))
    named = [(f"person:{one.pk}", one.full_name) for one in people]
    return [*grouped(found, schools_for(found.actor), prefix="school:"), *([(heading, named)] if named else [])]


def schools(found: Found) -> list[Group]:
    """Every school that works on the day, by municipality."""
    return grouped(
        found, working(School.objects.filter(municipality__region=found.region), found.as_of, found.known_at)
    )


def grouped(found: Found, chosen: Iterable[School], prefix: str = "") -> list[Group]:
    """Schools by municipality, both by name."""
    every = list(School.objects.filter(pk__in=[one.pk for one in chosen]).select_related("municipality"))
    names = found.names(one.pk for one in every)
    by_place: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in sorted(every, key=lambda one: natural(names[one.pk])):
        by_place[one.municipality.name].append((f"{prefix}{one.pk}", names[one.pk]))
    return sorted(by_place.items(), key=lambda group: natural(group[0]))


def author(found: Found, chosen: str) -> School | User:
    """The author behind a choice of `authors`, through the same door."""
    kind, _colon, number = chosen.partition(":")
    if kind == "school":
        return schools_for(found.actor).get(pk=number)
    return people_for(found.actor).get(pk=number)
