"""A file of attendance as its participants, whatever wrote it."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core.files.texts import clean
from opora.core.imports.files import File, read_content
from opora.core.imports.workbooks import Unreadable
from opora.events.logs import rows, typed
from opora.events.logs.layouts import layout_of
from opora.events.logs.records import Entry, Layout, Log, Participant, Skipped, fold, together
from opora.events.logs.roles import machine
from opora.events.logs.tables import Table, chosen, tables

PLAIN = frozenset({".csv", ".txt", ".tsv", ""})
"""Endings of files that are read as text."""


def read(content: bytes, name: str) -> Log:
    """Read a log, a sheet or a list; nothing in it is executed or fetched.

    ValidationError when the file cannot be read, or when no names are found in it.
    """
    try:
        first, found = _read(content, name)
    except Unreadable as error:
        raise ValidationError(str(error).replace(f"{name}.csv", name), code="unreadable") from None
    entries = [entry for table in found for entry in rows.entries(table)]
    layout = layout_of(found, name) if found else Layout.LIST
    if not entries:
        entries, layout = typed.entries(_lines(first)), Layout.LIST
    people = [one for one in entries if not machine(one.text)]
    if not people:
        raise ValidationError(_nothing(), code="no-names")
    skipped = tuple(Skipped(one.line, one.text) for one in entries if machine(one.text))
    grouped = tuple(participants(people))
    return Log(layout, grouped, skipped, tuple(_warnings(first, found, grouped, skipped)))


def participants(entries: Iterable[Entry]) -> list[Participant]:
    """Entries with one address, or without any of one name, together; in the order in which they begin.

    A name alone is not joined with the same name that has an address: they may be two people.
    """
    grouped: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for one in entries:
        named = "|".join(map(fold, (one.text, one.organisation, one.municipality)))
        grouped[("email", one.email) if one.email else ("name", named)].append(one)
    return [together(group) for group in grouped.values()]


def _read(content: bytes, name: str) -> tuple[File, list[Table]]:
    """The file, and the tables in it that are read; of a text the first way to divide it that gives any."""
    first = None
    for file in _files(content, name):
        first = first or file
        if found := _wanted(file):
            return file, found
    assert first is not None  # one way at least can be read, or the file is refused
    return first, []


def _files(content: bytes, name: str) -> Iterator[File]:
    """The file as it is likeliest meant; a text also as each of the signs would divide it, for a few lines deceive."""
    suffix = Path(name).suffix.lower()
    if suffix not in PLAIN:
        yield read_content(name, content)
        return
    named = name if suffix == ".csv" else f"{name}.csv"
    yield read_content(named, content, delimiter=None if suffix == ".csv" else "")
    for sign in (None, *";,\t"):
        with suppress(Unreadable):
            yield read_content(named, content, delimiter=sign)


def _wanted(file: File) -> list[Table]:
    return chosen(list(itertools.chain.from_iterable(map(tables, file.sheets))))


def _lines(file: File) -> Iterable[tuple[int, str]]:
    """Lines of a file without headings; a cell that only counts is left out."""
    for sheet in file.sheets:
        for number, cells in enumerate(sheet.rows, 1):
            filled = [clean(cell) for cell in cells if cell.strip()]
            if len(filled) > 1 and filled[0].strip(".").isdecimal():
                filled = filled[1:]
            yield number, "; ".join(filled)


def _nothing() -> str:
    return _(
        "No names were found. A table needs a column of names under a heading such as “Name”, “Participant”, "
        "“Full name” or “Surname” with “Given name”; beside it “Email”, “Join time”, “Leave time” and “Duration” are "
        "read. A list without headings has one name in each line."
    )


def _warnings(
    file: File, found: Sequence[Table], people: Sequence[Participant], skipped: Sequence[Skipped]
) -> Iterable[str]:
    read_here = {table.sheet for table in found}
    others = [sheet.name for sheet in file.sheets if found and sheet.rows and sheet.name not in read_here]
    if others:
        yield _("Sheets without a list of names were passed over: %(names)s.") % {"names": ", ".join(others)}
    if skipped:
        names = ", ".join(dict.fromkeys(one.text for one in skipped))
        yield _("Not people and not counted: %(names)s.") % {"names": names}
    if hosts := list(dict.fromkeys(one.text for one in people if one.host)):
        yield _("Led the meeting: %(names)s.") % {"names": ", ".join(hosts)}
    unknown = [str(line) for one in people if one.minutes is None for line in one.lines]
    if unknown and any(one.minutes is not None for one in people):
        yield _("How long somebody was there is not known in lines %(lines)s.") % {"lines": ", ".join(unknown)}
