"""`opora events attendance CODE FILE`: whose names stand in a list, and noting them as present."""

from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from opora.core.actors import SYSTEM
from opora.core.commands import Command, Verbs
from opora.core.files import actions as files
from opora.events.actions import bring_list
from opora.events.console.found import add_event, where
from opora.events.models import EntryStatus, Event
from opora.events.reading import Reading, read_list
from opora.events.resolving import Status, label
from opora.events.told import people_of

ACCEPTED = ("spreadsheet", "text")


def add_attendance(verbs: Verbs, command: Command) -> None:
    """`attendance`: a dry run, unless it is told to write."""

    def run(code: str, file: str, year: int | None, region: str | None, **how: bool) -> None:
        _attendance(command, where(year, region).event(code), Path(file), **how)

    verb = verbs.add("attendance", run, help=_("whose names stand in a log of a call, a sheet or a typed list"))
    add_event(verb)
    verb.add_argument("file", metavar=_("FILE"), help=_("the list: .xlsx, .csv or .txt"))
    verb.add_argument("--commit", action="store_true", help=_("note everybody who is sure as present"))
    verb.add_argument("--json", action="store_true", help=_("print JSON: one object for each person in the file"))


def _attendance(command: Command, event: Event, path: Path, *, commit: bool, json: bool) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        command.refuse(f"{path}: {error.strerror}")
    reading = read_list(event=event, content=content, name=path.name)
    if json:
        command.write_json(people_of(reading))
    else:
        _tell(command, reading)
    if commit:
        evidence = files.store(
            content=content, name=path.name, accept=ACCEPTED, of=f"attendance-upload:{event.pk}", by=SYSTEM
        )
        try:
            brought = bring_list(event=event, reading=reading, name=path.name, by=SYSTEM, evidence=evidence)
        finally:
            files.remove(stored=evidence, by=SYSTEM)
        if not brought.new:
            command.stderr.write(_("This file was brought in before: nothing has changed."))


def _tell(command: Command, reading: Reading) -> None:
    """What is sure by its rules, what is not with those who may be meant, and the counts."""
    for warning in reading.log.warnings:
        command.stderr.write(str(warning))
    for one in reading.resolutions:
        if one.status is Status.MATCHED:
            continue
        lines = ", ".join(map(str, one.participant.lines))
        command.stdout.write(f"{lines}: {one.participant.text}: {', '.join(str(label(why)) for why in one.reasons)}")
        for other in one.candidates:
            why = ", ".join(str(label(reason)) for reason in other.reasons)
            command.stdout.write(f"    {other.shown}: {why}")
    counts = Counter(one.status for one in reading.resolutions)
    told = (f"{EntryStatus(status.value).label}: {counts[status]}" for status in Status)
    command.stdout.write("; ".join(told))
