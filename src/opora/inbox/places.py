"""Names of the places where people answer for gaps, and which school lies where."""

from collections.abc import Mapping
from dataclasses import dataclass

from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.indicators.context import Context
from opora.organisations.models import School
from opora.organisations.queries import SchoolState, schools_at
from opora.programmes.populations import region_municipalities


@dataclass(frozen=True)
class Places:
    """Schools and municipalities of a region on a day."""

    schools: Mapping[int, SchoolState]
    municipalities: Mapping[int, str]

    @property
    def lies_in(self) -> dict[int, int | None]:
        """The municipality of each school."""
        return {number: state.municipality_id for number, state in self.schools.items()}

    def name(self, kind: str, number: int) -> str:
        """The name of a school or municipality; "" for the region."""
        if kind == "school":
            return self.schools[number].short_name
        return self.municipalities[number] if kind == "municipality" else ""

    def post(self, held: Holding) -> str:
        """A post with its place: "директор школы, СОШ № 14"."""
        return ", ".join(filter(None, (str(Post(held.post).label), self.name(*held.organisation))))


def places_of(context: Context) -> Places:
    """Every place of the region on the day of the context; the same five queries for any number of schools."""
    region = School.objects.filter(municipality__region=context.programme.region_id)
    schools = schools_at(region, context.as_of, context.known_at)
    municipalities = context.history.once(region_municipalities)
    return Places({one.id: one for one in schools}, {one.pk: one.name for one in municipalities})
