"""The resolver against a model of what people type in calls, which knows nothing of it: nobody is taken for another."""

import time

import pytest

from opora.demo.places import PLACES
from opora.events.logs import read
from opora.events.resolving import Registry, Resolution, Somebody, Status, resolve
from opora.events.resolving.registry import Held, Name, part
from opora.organisations.names.municipalities import MunicipalityNames, NamedMunicipality
from opora.organisations.names.schools import NamedSchool, SchoolNames
from tests.events import noise, written
from tests.events.noise import Line
from tests.events.world import World

LINES = 600
FOUND_AT_LEAST = 0.90
"""Of the lines from which a careful human would be sure."""
SECONDS = 3.0


def registry_of(world: World) -> Registry:
    ids = {place.code: number for number, place in enumerate(PLACES, 1)}
    municipalities = [NamedMunicipality(ids[one.code], one.code, one.name, one.short_name) for one in PLACES]
    school_ids = {code: number for number, code in enumerate(world.schools, 1)}
    schools = [
        NamedSchool(
            school_ids[one.code],
            one.code,
            ids[one.place.code],
            ((one.name, one.short_name),),
            frozenset({str(one.kind)}),
        )
        for one in world.schools.values()
    ]
    people = []
    for number, one in enumerate(world.people, 1):
        names = [Name(*map(part, one.parts), yo="ё" in "".join(one.parts).casefold())]
        if one.former:
            names.append(Name(part(one.former), *map(part, one.parts[1:]), former=True))
        held = []
        for post, place in one.posts:
            if place in school_ids:
                held.append(
                    Held(0, post, "school", school_ids[place], ids[world.schools[place].place.code], "", "", True)
                )
            elif place:
                held.append(Held(0, post, "municipality", ids[place], ids[place], "", "", True))
            else:
                held.append(Held(0, post, "region", 1, None, "", "", True))
        people.append(Somebody(number, " ".join(one.parts), one.email.casefold(), tuple(names), tuple(held)))
    return Registry(people, SchoolNames(schools, MunicipalityNames(municipalities)), "Приобский край")


def resolved(world: World, lines: list[Line]) -> tuple[list[tuple[Line, Resolution | None]], float]:
    """Each line with what became of the participant it stands in, and the seconds that resolving took."""
    registry = registry_of(world)
    outcomes = []
    seconds = 0.0
    for _layout, content, name, rows in written.files(world.rng, lines):
        log = read(content, name)
        began = time.perf_counter()
        found = resolve(log.participants, registry)
        seconds += time.perf_counter() - began
        by_line = {line: one for one in found for line in one.participant.lines}
        outcomes += [(lines[at], by_line.get(row)) for row, at in rows.items()]
    return outcomes, seconds


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_is_taken_for_another(seed: int) -> None:
    world = World(seed)
    lines = list(noise.lines(world, LINES))
    outcomes, seconds = resolved(world, lines)
    assert len(outcomes) == LINES
    wrong, doubled, matched, right, named = [], [], 0, 0, 0
    for line, outcome in outcomes:
        assert outcome is not None, line
        meant = None if line.meant is None else line.meant + 1
        sure = outcome.status is Status.MATCHED
        matched += sure
        if sure and outcome.person_id != meant:
            wrong.append((line, world.people[outcome.person_id - 1], outcome.reasons))
        if line.double and sure and not line.identifiable and "slip" not in line.kind:
            doubled.append((line, outcome.reasons))
        if line.identifiable:
            right += sure and outcome.person_id == meant
            named += meant in {outcome.person_id, *(one.person_id for one in outcome.candidates)}
    clear = sum(line.identifiable for line, _outcome in outcomes)
    told = [seed, LINES, clear, matched, len(wrong), f"{right / clear:.1%}", f"{named / clear:.1%}", f"{seconds:.1f} s"]
    print("|", " | ".join(map(str, told)), "|")  # noqa: T201 - docs/attendance.md shows this table
    assert wrong == []
    assert doubled == []
    assert right / clear >= FOUND_AT_LEAST
    assert seconds < SECONDS
