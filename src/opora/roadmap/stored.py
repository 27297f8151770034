"""A roadmap in the database as the values of a programme file: to compare, to check, to copy into the next year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from opora.roadmap.due import write_due
from opora.roadmap.loading import known
from opora.roadmap.models import (
    Action,
    ActionTerms,
    ActionWording,
    AwaitedWord,
    CodeKind,
    CodeTitle,
    Indicator,
    IndicatorDefinition,
    Oddity,
    Roadmap,
)
from opora.roadmap.programme_values import ActionEntry, IndicatorEntry, ProgrammeFile, Vocabulary, Words
from opora.roadmap.versions import Worded, Wordings

V = TypeVar("V", ActionTerms, IndicatorDefinition)


def stored_programme(roadmap: Roadmap, known_at: dt.datetime, *, amended: bool = True) -> ProgrammeFile:
    """What the latest version of the roadmap says by its latest terms and definitions known at a moment.

    Not `amended`: what its first version says, the one that a programme file and the order itself are held against.
    """
    programme = roadmap.programme
    cohorts = {"current": programme.year}
    if programme.preceding:
        cohorts["previous"] = programme.preceding.year
    codes = list(known(CodeTitle, known_at, roadmap=roadmap).order_by("position", "pk"))
    notes = list(known(Oddity, known_at, roadmap=roadmap).order_by("position", "pk"))
    awaited = known(AwaitedWord, known_at, roadmap=roadmap).order_by("pk")
    return ProgrammeFile(
        year=programme.year,
        title=_words(roadmap.title_ru, roadmap.title_en),
        cohorts=cohorts,
        order=_order(roadmap),
        executors=_vocabulary(codes, CodeKind.EXECUTOR),
        groups=_vocabulary(codes, CodeKind.SECTION),
        pages=_vocabulary(codes, CodeKind.PAGE),
        titles=_vocabulary(codes, CodeKind.TITLE),
        awaiting={word.name: word.declaration for word in awaited},
        order_oddities=tuple(_words(note.ru, note.en) for note in notes if note.action_id is None),
        actions=tuple(_actions(roadmap, known_at, notes, amended=amended)),
    )


def _actions(
    roadmap: Roadmap, known_at: dt.datetime, notes: Iterable[Oddity], *, amended: bool
) -> Iterable[ActionEntry]:
    of_action: dict[int, list[Words]] = defaultdict(list)
    for note in notes:
        if note.action_id is not None:
            of_action[note.action_id].append(_words(note.ru, note.en))
    brought = {} if amended else {"amendment": None}
    all_terms = known(ActionTerms, known_at, action__roadmap=roadmap, **brought).prefetch_related("periods")
    terms = _latest(all_terms, "action_id")
    definitions = _latest(known(IndicatorDefinition, known_at, indicator__roadmap=roadmap, **brought), "indicator_id")
    for row in _rows(roadmap, known_at, brought):
        action = row.action
        due = terms[action.pk].values() if action.pk in terms else ()
        counted = (definitions.get(one.pk) for one in row.indicators)
        yield ActionEntry(
            number=row.number,
            title=_words(row.title_ru, row.title_en),
            group=row.section,
            due_texts=tuple(map(write_due, due)),
            due=due,
            executors=row.executors,
            pages=row.pages,
            indicators=tuple(IndicatorEntry(one.formula, one.target) for one in counted if one),
            reading=_words(action.reading_ru, action.reading_en) if action.reading_ru else {},
            oddities=tuple(of_action[action.pk]),
        )


def _rows(roadmap: Roadmap, known_at: dt.datetime, brought: Mapping[str, None]) -> tuple[Worded, ...]:
    """The rows of the last version, or of the first one when only what no amendment `brought` is asked for."""
    wordings = known(ActionWording, known_at, version__roadmap=roadmap).oldest_first()
    rows = known(Action, known_at, roadmap=roadmap, **brought).order_by("position", "pk")
    actions = list(rows.prefetch_related("executors", "pages"))
    return Wordings(
        actions,
        known(Indicator, known_at, roadmap=roadmap).order_by("position", "pk"),
        () if brought else wordings,
        executors={action.pk: [one.code for one in action.executors.all()] for action in actions},
        pages={action.pk: [one.code for one in action.pages.all()] for action in actions},
    ).latest()


def _latest(rows: Iterable[V], of: str) -> dict[int, V]:
    """The highest version of each subject."""
    return {getattr(row, of): row for row in sorted(rows, key=lambda row: row.version)}


def _vocabulary(codes: Iterable[CodeTitle], kind: CodeKind) -> Vocabulary:
    own = [code for code in codes if code.kind == kind]
    urls = {code.code: code.url for code in own if code.url}
    return Vocabulary({code.code: _words(code.ru, code.en) for code in own}, urls)


def _order(roadmap: Roadmap) -> dict[str, str]:
    days = {"date": roadmap.order_date, "stamp_date": roadmap.order_stamp_date}
    order = {name: day.isoformat() for name, day in days.items() if day}
    return {"number": roadmap.order_number, **order} if roadmap.order_number else order


def _words(ru: str, en: str) -> Words:
    return {"ru": ru, "en": en or ru}
