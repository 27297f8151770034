"""Finding what a cell means: a municipality or a school by its code or by any name that surely means it."""

import difflib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from opora.core.imports.cells import SHOWN, Fault
from opora.core.imports.plans import without_twins
from opora.core.imports.tables import Row, Table
from opora.organisations.doubles import kept_codes
from opora.organisations.models import Municipality, School
from opora.organisations.names import loading
from opora.organisations.names.municipalities import MunicipalityNames, NamedMunicipality
from opora.organisations.names.schools import NamedSchool, SchoolNames
from opora.organisations.names.verdicts import Verdict, Why

CANDIDATES = 5
"""How many that may be meant a message names."""


class Municipalities:
    """Some municipalities of one region; their names are loaded when the first one is looked for."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self._by_id = {one.pk: one for one in municipalities}

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._by_id.values())

    @cached_property
    def names(self) -> MunicipalityNames:
        """What the matcher knows of the region."""
        return loading.municipality_names(next(iter(self._by_id.values())).region_id)

    def find(self, text: str) -> Municipality:
        """The one that is surely meant; Fault names those that may be, or the nearest."""
        if not self._by_id:
            raise _no_municipality(text, None)
        answer = self.names.match(text)
        if answer.found:
            return self._by_id[answer.found.id]
        if answer.candidates:
            message = _("“%(text)s” may be %(candidates)s; give the code.")
            named = _listed([f"{one.name} ({one.code})" for one in answer.candidates])
            said = message % {"text": text[:SHOWN], "candidates": named}
            raise Fault("municipality-unclear", said, text=text, candidates=_codes(answer.candidates))
        raise _no_municipality(text, answer.nearest)


def refuse_lost_zeros(code: str, known: Iterable[str]) -> None:
    """Fault when a code that is not known looks like a known one whose leading zeros a spreadsheet dropped."""
    if code.isdecimal():
        for other in known:
            if other != code and other.isdecimal() and other.lstrip("0") == code.lstrip("0"):
                message = _("There is no “%(code)s”, but “%(other)s”: write the code as text, with its zeros.")
                raise Fault("lost-zeros", message % {"code": code, "other": other})


class Schools:
    """Some schools of one region by their codes and names; the names are loaded when a cell holds no code."""

    def __init__(self, schools: Iterable[School]) -> None:
        self.by_code = {one.code: one for one in schools}
        self._kept_codes = kept_codes()

    @cached_property
    def names(self) -> SchoolNames:
        """What the matcher knows of the region."""
        return loading.school_names(self._region_id, self.municipalities)

    @cached_property
    def municipalities(self) -> MunicipalityNames:
        """What the matcher knows of the municipalities alone."""
        return loading.municipality_names(self._region_id)

    @cached_property
    def _region_id(self) -> int:
        return next(iter(self.by_code.values())).municipality.region_id

    def find(self, text: str, beside: str = "") -> School:
        """The one with this code, or the one this name surely means; Fault names those that may be, or the nearest.

        `beside` is the cell of the municipality: it helps a name, and a code must not contradict it.
        """
        if school := self.by_code.get(text):
            if kept := self._kept_codes.get(school.pk):
                message = _("The school “%(code)s” was merged with %(other)s: use that code.")
                raise Fault("merged", message % {"code": school.code, "other": kept})
            self._check_municipality(school, beside)
            return school
        if not self.by_code or (text.isascii() and " " not in text):
            self._refuse_code(text)
        answer = self.names.match(text, beside)
        if answer.found and answer.found.code in self.by_code:
            return self.by_code[answer.found.code]
        raise self._fault(text, beside, answer)

    def _check_municipality(self, school: School, beside: str) -> None:
        answer = self.municipalities.match(beside) if beside else None
        if answer and answer.found and answer.found.id != school.municipality_id:
            message = _("The school with the code “%(code)s” stands in another municipality: %(name)s.")
            other = self.municipalities.by_id[school.municipality_id].name
            raise Fault("municipality-differs", message % {"code": school.code, "name": other})

    def _refuse_code(self, code: str) -> None:
        """Fault for a text that looks like a code and is none."""
        refuse_lost_zeros(code, self.by_code)
        if near := difflib.get_close_matches(code, self.by_code, 1, cutoff=0.8):
            message = _("There is no school with the code “%(code)s”; did you mean “%(near)s”?")
            raise Fault("school-unknown", message % {"code": code, "near": near[0]})
        raise Fault(
            "school-unknown", _("There is no school with the code “%(code)s”; bring it in first.") % {"code": code}
        )

    def _fault(self, text: str, beside: str, answer: Verdict[NamedSchool]) -> Fault:
        if answer.why is Why.MUNICIPALITY:
            return _no_municipality(beside, self.municipalities.match(beside).nearest)
        told = {"text": text[:SHOWN], "reason": answer.reason}
        if answer.candidates:
            message = _("“%(text)s” is not sure: %(reason)s. It may be %(candidates)s; give the code.")
            candidates = _listed([_told(one) for one in answer.candidates])
            said = message % {**told, "candidates": candidates}
            return Fault("school-unclear", said, text=text, beside=beside, candidates=_codes(answer.candidates))
        if answer.nearest:
            message = _("No school is surely called “%(text)s”; the nearest is %(near)s.")
            said = message % {**told, "near": _told(answer.nearest)}
            return Fault("school-unknown", said, text=text, beside=beside, candidates=(answer.nearest.code,))
        return Fault("school-unknown", _("No school is called “%(text)s”: %(reason)s.") % told)


def with_schools(table: Table, schools: Schools, *keys: str) -> list[tuple[Row, School]]:
    """The rows with the schools that their column `school`, or else `name`, means; what is wrong goes to the problems.

    Two rows of one school with the same `keys` are told too, whether they name it by its code or otherwise.
    """
    found: dict[tuple[str, int], School] = {}
    for row in table.rows:
        column = "school" if row.get("school") else "name"
        try:
            found[row.sheet, row.number] = schools.find(row.get(column), row.get("municipality") or "")
        except Fault as fault:
            column = "municipality" if fault.code.startswith("municipality") else column
            table.problems.append(row.faulty(column, fault))
    table.rows = [row for row in table.rows if (row.sheet, row.number) in found]

    def key(row: Row) -> tuple[Any, ...]:
        return found[row.sheet, row.number].pk, *map(row.get, keys)

    return [(row, found[row.sheet, row.number]) for row in without_twins(table, key, "school")]


def _no_municipality(text: str, nearest: NamedMunicipality | None) -> Fault:
    told = {"text": text[:SHOWN], "near": nearest.name if nearest else ""}
    if nearest:
        message = _("There is no municipality “%(text)s”; did you mean “%(near)s”?")
        return Fault("municipality-unknown", message % told, text=text, candidates=(nearest.code,))
    return Fault("municipality-unknown", _("There is no municipality “%(text)s”; bring it in first.") % told)


def _codes(found: Iterable[NamedSchool | NamedMunicipality]) -> tuple[str, ...]:
    return tuple(one.code for one in found)


def _told(one: NamedSchool) -> str:
    return f"{one.names[0][1]} ({one.code})"


def _listed(names: list[str]) -> str:
    return ", ".join([*names[:CANDIDATES], *(["…"] if len(names) > CANDIDATES else [])])
