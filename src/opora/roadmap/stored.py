"""A roadmap in the database as the values of a programme file: to compare, to check, to copy into the next year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from opora.roadmap.due import write_due
from opora.roadmap.loading import known
from opora.roadmap.models import (
    Action,
    ActionTerms,
    AwaitedWord,
    CodeKind,
    CodeTitle,
    Indicator,
    IndicatorDefinition,
    Oddity,
    Roadmap,
)
from opora.roadmap.programme_values import ActionEntry, IndicatorEntry, ProgrammeFile, Vocabulary, Words

V = TypeVar("V", ActionTerms, IndicatorDefinition)


def stored_programme(roadmap: Roadmap, known_at: dt.datetime) -> ProgrammeFile:
    """What the roadmap says by its latest terms and definitions known at a moment."""
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
        actions=tuple(_actions(roadmap, known_at, notes)),
    )


def _actions(roadmap: Roadmap, known_at: dt.datetime, notes: Iterable[Oddity]) -> Iterable[ActionEntry]:
    of_action: dict[int, list[Words]] = defaultdict(list)
    for note in notes:
        if note.action_id is not None:
            of_action[note.action_id].append(_words(note.ru, note.en))
    terms = _latest(known(ActionTerms, known_at, action__roadmap=roadmap).prefetch_related("periods"), "action_id")
    definitions = _latest(known(IndicatorDefinition, known_at, indicator__roadmap=roadmap), "indicator_id")
    indicators: dict[int, list[IndicatorEntry]] = defaultdict(list)
    for indicator in known(Indicator, known_at, roadmap=roadmap).order_by("position", "pk"):
        if definition := definitions.get(indicator.pk):
            indicators[indicator.action_id].append(IndicatorEntry(definition.formula, definition.target))
    rows = known(Action, known_at, roadmap=roadmap).prefetch_related("executors", "pages").order_by("position", "pk")
    for action in rows:
        due = terms[action.pk].values() if action.pk in terms else ()
        yield ActionEntry(
            number=action.number,
            title=_words(action.title_ru, action.title_en),
            group=action.section,
            due_texts=tuple(map(write_due, due)),
            due=due,
            executors=tuple(one.code for one in action.executors.all()),
            pages=tuple(one.code for one in action.pages.all()),
            indicators=tuple(indicators[action.pk]),
            reading=_words(action.reading_ru, action.reading_en) if action.reading_ru else {},
            oddities=tuple(of_action[action.pk]),
        )


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
