"""The names of a region as the matcher needs them: all that stand, also earlier ones, with what was learned."""

from collections import defaultdict

from opora.core import clock
from opora.organisations.models import Municipality, NameAlias, School, SchoolName, SchoolType
from opora.organisations.names.municipalities import MunicipalityNames, NamedMunicipality
from opora.organisations.names.schools import NamedSchool, SchoolNames


def municipality_names(region_id: int) -> MunicipalityNames:
    """The municipalities of a region; two queries."""
    rows = Municipality.objects.filter(region=region_id).values_list("pk", "code", "name", "short_name")
    aliases = NameAlias.objects.standing().filter(region=region_id, municipality__isnull=False)
    return MunicipalityNames(
        (NamedMunicipality(*row) for row in rows), dict(aliases.values_list("key", "municipality_id"))
    )


def school_names(region_id: int, municipalities: MunicipalityNames | None = None) -> SchoolNames:
    """The schools of a region that have a name; four queries and those of the municipalities."""
    names = _names(region_id)
    kinds = defaultdict(set)
    of_region = SchoolType.objects.standing().filter(school__municipality__region=region_id)
    for school_id, kind in of_region.values_list("school_id", "kind"):
        kinds[school_id].add(kind)
    rows = School.objects.filter(municipality__region=region_id).values_list("pk", "code", "municipality_id")
    aliases = NameAlias.objects.standing().filter(region=region_id, school__isnull=False)
    return SchoolNames(
        (
            NamedSchool(pk, code, municipality_id, tuple(names[pk]), frozenset(kinds[pk]))
            for pk, code, municipality_id in rows
            if pk in names
        ),
        municipalities or municipality_names(region_id),
        dict(aliases.values_list("key", "school_id")),
    )


def _names(region_id: int) -> dict[int, list[tuple[str, str]]]:
    """Every standing name of each school, that of today first."""
    today = clock.today()
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = SchoolName.objects.standing().filter(school__municipality__region=region_id).oldest_first()
    for school_id, day, name, short_name in rows.values_list("school_id", "occurred_on", "name", "short_name"):
        names[school_id].insert(0 if day <= today else len(names[school_id]), (name, short_name))
    return dict(names)
