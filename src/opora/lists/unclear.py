"""Names of a file that are not sure, with the schools or municipalities they may mean; each is decided alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from opora.core.imports.tables import Problem
from opora.lists.found import Lists
from opora.organisations.queries import schools_at

CODES = {
    "school-unclear": "school",
    "school-unknown": "school",
    "municipality-unclear": "municipality",
    "municipality-unknown": "municipality",
}
"""Codes of problems that somebody can decide, and what the text means."""
SHOWN = 50
"""Names that the page shows."""
OFFERED = 8
"""Candidates of one name that it offers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a text may mean: its code, its name, the municipality of a school."""

    code: str
    name: str
    place: str = ""


@dataclass(slots=True)
class Unclear:
    """One text with what stands beside it in the column of the municipality, and the rows in which it stands."""

    text: str
    beside: str
    of: str
    rows: list[tuple[str, int]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Names:
    """What is to be decided, what stands in most rows first; `more`: names that are not shown."""

    shown: Sequence[Unclear]
    more: int


def names_in(lists: Lists, problems: Sequence[Problem]) -> Names:
    """The unclear names among what is wrong with a file that have candidates; at most seven queries."""
    found: dict[tuple[str, str, str], Unclear] = {}
    codes: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in problems:
        of = CODES.get(one.code)
        if of and one.candidates and one.row:
            key = (of, one.text, one.beside)
            found.setdefault(key, Unclear(one.text, one.beside, of)).rows.append((one.sheet, one.row))
            codes.setdefault(key, {}).update(dict.fromkeys(one.candidates))
    order = sorted(found, key=lambda key: -len(found[key].rows))
    shown = order[:SHOWN]
    known = _known(lists, {(key[0], code) for key in shown for code in codes[key]})
    for key in shown:
        offered = (known[key[0], code] for code in codes[key] if (key[0], code) in known)
        found[key].candidates = list(islice(offered, OFFERED))
    return Names([found[key] for key in shown if found[key].candidates], len(order) - len(shown))


def _known(lists: Lists, codes: set[tuple[str, str]]) -> dict[tuple[str, str], Candidate]:
    """Candidates by what they are and their code."""
    if not codes:
        return {}
    by_id = {one.pk: one for one in lists.municipalities}
    known = {("municipality", one.code): Candidate(one.code, one.name) for one in by_id.values()}
    schools = lists.schools.filter(code__in=[code for of, code in codes if of == "school"])
    for state in schools_at(schools, lists.as_of, lists.known_at):
        place = by_id[state.municipality_id].name if state.municipality_id in by_id else ""
        known["school", state.code] = Candidate(state.code, state.short_name, place)
    return known
