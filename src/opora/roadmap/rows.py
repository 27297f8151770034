"""The rows that a programme file becomes; called by the actions of this app only, inside their transactions."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from opora.core import clock
from opora.core.actors import Actor
from opora.orders.order import Order, OrderAction, OrderHead
from opora.programmes.models import Programme
from opora.roadmap.imports import rows_by_number
from opora.roadmap.models import (
    Action,
    ActionExecutor,
    ActionLink,
    ActionPage,
    ActionPeriod,
    ActionTerms,
    AwaitedWord,
    CodeKind,
    CodeTitle,
    Indicator,
    IndicatorDefinition,
    Oddity,
    Roadmap,
    SourceCell,
)
from opora.roadmap.programme_values import ActionEntry, ProgrammeFile

BATCH = 500
N = TypeVar("N", CodeTitle, AwaitedWord, Oddity, SourceCell, ActionLink)
Pairs = Sequence[tuple[Action, ActionEntry]]


def write(file: ProgrammeFile, programme: Programme, target_basis: str, **made: Any) -> Roadmap:
    """The whole roadmap of a file that has no errors; `made` is the stamp of every record."""
    roadmap = Roadmap(
        programme=programme,
        title_ru=file.title["ru"],
        title_en=file.title["en"],
        order_number=file.order.get("number", ""),
        order_date=_day(file.order.get("date")),
        order_stamp_date=_day(file.order.get("stamp_date")),
        **made,
    )
    roadmap.full_clean()
    roadmap.save(force_insert=True)
    actions = [
        Action(
            roadmap=roadmap,
            position=position,
            number=entry.number,
            title_ru=entry.title["ru"],
            title_en=entry.title["en"],
            section=entry.group,
            reading_ru=entry.reading.get("ru", ""),
            reading_en=entry.reading.get("en", ""),
            **made,
        )
        for position, entry in enumerate(file.actions, start=1)
    ]
    Action.objects.bulk_create(actions, batch_size=BATCH)
    pairs = list(zip(actions, file.actions, strict=True))
    _codes(pairs)
    _terms(pairs, made)
    _indicators(pairs, target_basis, made)
    CodeTitle.objects.bulk_create(_titles(roadmap, file, made), batch_size=BATCH)
    AwaitedWord.objects.bulk_create(_awaited(roadmap, file, made), batch_size=BATCH)
    Oddity.objects.bulk_create(_oddities(roadmap, file, made), batch_size=BATCH)
    return roadmap


def refresh_names(roadmap: Roadmap, file: ProgrammeFile, by: Actor, **made: Any) -> None:
    """Bring titles of codes, awaited words and oddities up to date: what changed is voided and written anew."""
    _exchange(CodeTitle, CodeTitle.objects.filter(roadmap=roadmap), _titles(roadmap, file, made), by)
    _exchange(AwaitedWord, AwaitedWord.objects.filter(roadmap=roadmap), _awaited(roadmap, file, made), by)
    _exchange(Oddity, Oddity.objects.filter(roadmap=roadmap), _oddities(roadmap, file, made), by)


def attach(roadmap: Roadmap, order: Order, by: Actor, **made: Any) -> int:
    """The order's cells and addresses as rows of the actions with the same numbers; says how many are new."""
    found = rows_by_number(order)
    actions = [action for action in roadmap.actions.standing().filter(amendment=None) if action.number in found]
    cells = [
        SourceCell(roadmap=roadmap, field=field, text=text, **made) for field, text in head_cells(order.head) if text
    ]
    links = []
    for action in actions:
        row = found[action.number]
        texts = {field.value: text for field, text in row.raw.items() if text}
        cells += said_of(action, texts, place_of(row), **made)
        links += links_of(action, row.links, **made)
    head = Q(action=None) | Q(action__in=actions)
    new_cells = _exchange(SourceCell, SourceCell.objects.filter(head, roadmap=roadmap, amendment=None), cells, by)
    return new_cells + _exchange(ActionLink, ActionLink.objects.filter(action__in=actions, amendment=None), links, by)


def said_of(action: Action, texts: Mapping[str, str], place: str, **made: Any) -> list[SourceCell]:
    """The cells of a row in the order's own words, by field, not saved yet."""
    return [
        SourceCell(roadmap_id=action.roadmap_id, action=action, field=field, text=text, place=place, **made)
        for field, text in texts.items()
    ]


def links_of(action: Action, urls: Sequence[str], **made: Any) -> list[ActionLink]:
    """The addresses of a row, not saved yet."""
    return [ActionLink(action=action, position=n, url=url, **made) for n, url in enumerate(urls, start=1)]


def place_of(row: OrderAction) -> str:
    """Where a row stands in the document."""
    place = _("page %(page)d, row %(row)d, line %(line)d")
    return place % {"page": row.source.page, "row": row.source.row, "line": row.source.line}


def head_cells(head: OrderHead) -> list[tuple[str, str]]:
    """What stands above the table: field and text."""
    points = "\n".join(head.points)
    return [("order.title", head.title or ""), ("order.basis", head.basis or ""), ("order.points", points)]


def _codes(pairs: Pairs) -> None:
    executors, pages = [], []
    for action, entry in pairs:
        for position, code in enumerate(entry.executors, start=1):
            executors.append(ActionExecutor(action=action, position=position, code=code))
        for position, code in enumerate(entry.pages, start=1):
            pages.append(ActionPage(action=action, position=position, code=code))
    ActionExecutor.objects.bulk_create(executors, batch_size=BATCH)
    ActionPage.objects.bulk_create(pages, batch_size=BATCH)


def _terms(pairs: Pairs, made: Mapping[str, Any]) -> None:
    terms = [ActionTerms(action=action, version=1, **made) for action, _entry in pairs]
    ActionTerms.objects.bulk_create(terms, batch_size=BATCH)
    periods = [
        ActionPeriod.of(own, position, period)
        for own, (_action, entry) in zip(terms, pairs, strict=True)
        for position, period in enumerate(entry.due, start=1)
    ]
    ActionPeriod.objects.bulk_create(periods, batch_size=BATCH)


def _indicators(pairs: Pairs, target_basis: str, made: Mapping[str, Any]) -> None:
    indicators, definitions = [], []
    for action, entry in pairs:
        for position, (key, one) in enumerate(zip(entry.keys(), entry.indicators, strict=True), start=1):
            indicator = Indicator(roadmap=action.roadmap, action=action, position=position, key=key, **made)
            indicators.append(indicator)
            definitions.append(
                IndicatorDefinition(
                    indicator=indicator,
                    version=1,
                    formula=one.formula,
                    target=one.target,
                    target_basis=target_basis if one.target else "",
                    **made,
                )
            )
    Indicator.objects.bulk_create(indicators, batch_size=BATCH)
    IndicatorDefinition.objects.bulk_create(definitions, batch_size=BATCH)


def _titles(roadmap: Roadmap, file: ProgrammeFile, made: Mapping[str, Any]) -> list[CodeTitle]:
    sections = {
        CodeKind.EXECUTOR: file.executors,
        CodeKind.SECTION: file.groups,
        CodeKind.PAGE: file.pages,
        CodeKind.TITLE: file.titles,
    }
    return [
        CodeTitle(
            roadmap=roadmap,
            kind=kind.value,
            position=position,
            code=code,
            ru=words["ru"],
            en=words["en"],
            url=vocabulary.urls.get(code, ""),
            **made,
        )
        for kind, vocabulary in sections.items()
        for position, (code, words) in enumerate(vocabulary.words.items(), start=1)
    ]


def _awaited(roadmap: Roadmap, file: ProgrammeFile, made: Mapping[str, Any]) -> list[AwaitedWord]:
    return [
        AwaitedWord(roadmap=roadmap, name=name, declaration=dict(declaration), **made)
        for name, declaration in file.awaiting.items()
    ]


def _oddities(roadmap: Roadmap, file: ProgrammeFile, made: Mapping[str, Any]) -> list[Oddity]:
    numbers = {action.number: action for action in roadmap.actions.standing().filter(amendment=None)}
    notes = [(None, file.order_oddities), *((numbers.get(one.number), one.oddities) for one in file.actions)]
    return [
        Oddity(roadmap=roadmap, action=action, position=position, ru=words["ru"], en=words["en"], **made)
        for action, several in notes
        for position, words in enumerate(several, start=1)
    ]


def _exchange(model: type[N], present: QuerySet[N], rows: Iterable[N], by: Actor) -> int:
    """Void what is not said any more, add what is new, leave the rest; says how many are new."""
    wanted = {_content(row): row for row in rows}
    standing = present.filter(voided_at=None)
    gone = [row.pk for row in standing if wanted.pop(_content(row), None) is None]
    reason = _("another version of the source")
    present.filter(pk__in=gone).update(voided_at=clock.now(), voided_by=by.key, void_reason=reason)
    model._default_manager.bulk_create(wanted.values(), batch_size=BATCH)
    return len(wanted)


def _content(row: CodeTitle | AwaitedWord | Oddity | SourceCell | ActionLink) -> tuple[object, ...]:
    """What a row says, without its clocks."""
    match row:
        case CodeTitle():
            return row.kind, row.code, row.ru, row.en, row.url
        case AwaitedWord():
            return row.name, json.dumps(row.declaration, sort_keys=True)
        case Oddity():
            return row.action_id, row.position, row.ru, row.en
        case SourceCell():
            return row.action_id, row.field, row.text
        case ActionLink():
            return row.action_id, row.position, row.url


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
