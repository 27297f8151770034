"""Lines of the model as files of several services; which row of which file a line stands in is the truth."""

import csv
import io
import random
from collections.abc import Iterator, Sequence

from tests.events.noise import Line

File = tuple[str, bytes, str, dict[int, int]]
"""Layout, content, name, and for each row the number of its line."""


def files(rng: random.Random, lines: Sequence[Line]) -> Iterator[File]:
    """All lines over the layouts, each line in one file."""
    shares = [list(range(start, len(lines), 4)) for start in range(4)]
    for make, share in zip((_zoom, _teams, _webinar, _typed), shares, strict=True):
        yield make(rng, lines, share)


def _zoom(rng: random.Random, lines: Sequence[Line], share: list[int]) -> File:
    head = [
        ["Topic", "Meeting ID", "Start Time", "End Time", "Host"],
        ["Совещание", "812 3344 5566", "03/04/2022 09:50:00 AM", "03/04/2022 12:45:00 PM", "Ведущий"],
        [],
        [
            "Name (Original Name)",
            "User Email",
            "Join Time",
            "Leave Time",
            "Duration (Minutes)",
            "Guest",
            "In Waiting Room",
        ],
    ]
    body = [
        [lines[at].text, lines[at].email, "03/04/2022 10:02:00 AM", "03/04/2022 11:32:00 AM", "90", "Yes", "No"]
        for at in share
    ]
    return "zoom", _csv([*head, *body], ","), "participants.csv", _rows(share, 5)


def _teams(rng: random.Random, lines: Sequence[Line], share: list[int]) -> File:
    head = [["1. Summary"], ["Meeting title", "Совещание"], [], ["2. Participants"]]
    head += [["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Role"]]
    body = [
        [lines[at].text, "3/4/22, 10:02:00 AM", "3/4/22, 11:32:00 AM", "1h 30m", lines[at].email, "Attendee"]
        for at in share
    ]
    return "teams", _csv([*head, *body], "\t").decode().encode("utf-16"), "attendance.csv", _rows(share, 6)


def _webinar(rng: random.Random, lines: Sequence[Line], share: list[int]) -> File:
    head = [["Мероприятие", "Совещание"], [], ["ФИО", "E-mail", "Время входа", "Время выхода", "Время присутствия"]]
    body = [[lines[at].text, lines[at].email, "04.03.2022 10:02", "04.03.2022 11:32", "1:30:00"] for at in share]
    return "webinar", _csv([*head, *body], ";").decode().encode("utf-8"), "mts-link.csv", _rows(share, 4)


def _typed(rng: random.Random, lines: Sequence[Line], share: list[int]) -> File:
    head = [["Участник", "Адрес электронной почты"]]
    body = [[lines[at].text, lines[at].email] for at in share]
    return "sheet", _csv([*head, *body], ";"), "list.csv", _rows(share, 2)


def _rows(share: list[int], first: int) -> dict[int, int]:
    return dict(enumerate(share, start=first))


def _csv(rows: list[list[str]], delimiter: str) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode("utf-8")
