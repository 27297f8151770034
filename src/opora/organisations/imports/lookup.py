"""Finding what a cell means: a municipality by its code or name, a school by its code."""

import difflib
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from opora.core.imports.cells import Fault, folded
from opora.organisations.models import Municipality, School


class Municipalities:
    """The municipalities of a region; one query."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self._by_code = {one.code: one for one in municipalities}
        self._by_name: dict[str, list[Municipality]] = {}
        for one in self._by_code.values():
            for name in {folded(one.name), folded(one.short_name)}:
                self._by_name.setdefault(name, []).append(one)

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._by_code.values())

    def find(self, text: str) -> Municipality:
        """The one with this code, full or short name; Fault says which is near."""
        if text in self._by_code:
            return self._by_code[text]
        named = self._by_name.get(folded(text), [])
        if len(named) == 1:
            return named[0]
        near = difflib.get_close_matches(folded(text), self._by_name, 1, cutoff=0.7)
        told = {"text": text}
        if named:
            raise Fault(
                "municipality-unclear", _("Several municipalities are called “%(text)s”; give the code.") % told
            )
        if near:
            message = _("There is no municipality “%(text)s”; did you mean “%(near)s”?")
            raise Fault("municipality-unknown", message % {**told, "near": self._by_name[near[0]][0].name})
        raise Fault("municipality-unknown", _("There is no municipality “%(text)s”; bring it in first.") % told)


def refuse_lost_zeros(code: str, known: Iterable[str]) -> None:
    """Fault when a code that is not known looks like a known one whose leading zeros a spreadsheet dropped."""
    if code.isdecimal():
        for other in known:
            if other != code and other.isdecimal() and other.lstrip("0") == code.lstrip("0"):
                message = _("There is no “%(code)s”, but “%(other)s”: write the code as text, with its zeros.")
                raise Fault("lost-zeros", message % {"code": code, "other": other})


class Schools:
    """The schools of a region by their codes; one query."""

    def __init__(self, schools: Iterable[School]) -> None:
        self.by_code = {one.code: one for one in schools}

    def find(self, code: str) -> School:
        """The one with this code; Fault when there is none."""
        if code in self.by_code:
            return self.by_code[code]
        refuse_lost_zeros(code, self.by_code)
        near = difflib.get_close_matches(code, self.by_code, 1, cutoff=0.8)
        if near:
            message = _("There is no school with the code “%(code)s”; did you mean “%(near)s”?")
            raise Fault("school-unknown", message % {"code": code, "near": near[0]})
        raise Fault(
            "school-unknown", _("There is no school with the code “%(code)s”; bring it in first.") % {"code": code}
        )
