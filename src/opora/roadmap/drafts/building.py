"""The programme file that a confirmed draft becomes: the order in the shape in which roadmaps are loaded."""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from django.utils import translation
from django.utils.translation import gettext as _

from opora.indicators.registry import language
from opora.orders.executors import code_of
from opora.orders.order import Order, OrderAction, OrderIndicator
from opora.programmes.models import Programme
from opora.roadmap.drafts.keys import target_of
from opora.roadmap.drafts.words import UNDECIDED, awaited
from opora.roadmap.drafts.work import Work
from opora.roadmap.due import write_due
from opora.roadmap.models import OrderDraft
from opora.roadmap.programme_rules import Examined, codes_of
from opora.roadmap.programme_values import ActionEntry, IndicatorEntry, ProgrammeFile, Vocabulary, Words

LONGEST = 500
"""Signs of a text that a roadmap has room for."""
_WORD = re.compile(r"\b([a-z_]+)\(")


def programme_of(work: Work) -> ProgrammeFile:
    """The programme of a draft as it is corrected now, by its year. It may have errors: the check of files tells.

    Executors without a code get one of their own; sections are groups; addresses are pages; a code of a formula is
    called by the action that it stands in. An indicator without a formula is said with an awaited word (see words).
    """
    order, draft = work.order, work.draft
    assert draft.year is not None, "a draft that is confirmed has a year"
    executors, groups, pages = _executors(order), _groups(order), _pages(order)
    actions = tuple(_action(order, action, executors, groups, pages) for action in order.actions)
    words_of_formulas = {name for one in actions for each in one.indicators for name in _WORD.findall(each.formula)}
    file = ProgrammeFile(
        year=draft.year,
        title=_both(_title(order, draft)),
        cohorts=_cohorts(draft),
        order=_head(order),
        executors=Vocabulary({code: _both(name) for name, code in reversed(executors.items())}),
        groups=Vocabulary({code: _both(name) for name, code in groups.items()}),
        pages=Vocabulary(
            {code: _both(_called(url)) for url, code in pages.items()}, {c: url for url, c in pages.items()}
        ),
        titles=Vocabulary({}),
        awaiting={name: fields for name, fields in awaited(draft.region).items() if name in words_of_formulas},
        order_oddities=(),
        actions=actions,
    )
    return replace(file, titles=Vocabulary(_titles(file, order)))


def _executors(order: Order) -> dict[str, str]:
    """The code of each executor by its name: of the body it means, or one of its own."""
    found: dict[str, str] = {}
    for action in order.actions:
        for name in action.executors:
            if name not in found:
                own = f"body-{1 + sum(code.startswith('body-') for code in found.values())}"
                found[name] = code_of(name, order.definitions) or own
    return found


def _groups(order: Order) -> dict[str, str]:
    sections = dict.fromkeys(action.section for action in order.actions if action.section)
    return {section: f"section-{n}" for n, section in enumerate(sections, start=1)}


def _pages(order: Order) -> dict[str, str]:
    addresses = dict.fromkeys(url for action in order.actions for url in action.links)
    return {url: f"page-{n}" for n, url in enumerate(addresses, start=1)}


def _action(
    order: Order, action: OrderAction, executors: Mapping[str, str], groups: Mapping[str, str], pages: Mapping[str, str]
) -> ActionEntry:
    indicators = [
        IndicatorEntry(one.formula or _undecided(action, n), target_of(one) if one.formula else "")
        for n, one in enumerate(action.indicators, start=1)
    ]
    return ActionEntry(
        number=action.number or "",
        title=_both(action.title),
        group=groups.get(action.section or "", ""),
        due_texts=tuple(dict.fromkeys(map(write_due, action.periods))),
        due=action.periods,
        executors=tuple(dict.fromkeys(executors[name] for name in action.executors)),
        pages=tuple(pages[url] for url in dict.fromkeys(action.links)),
        indicators=tuple(indicators) or (IndicatorEntry(_undecided(action, 1)),),
        reading={},
        oddities=(),
    )


def _undecided(action: OrderAction, n: int) -> str:
    return f'{UNDECIDED}("{_undecided_code(action, n)}")'


def _undecided_code(action: OrderAction, n: int) -> str:
    return f"{(action.number or 'row').replace('.', '-')}-{n}"


def _titles(file: ProgrammeFile, order: Order) -> dict[str, Words]:
    """What sentences say in place of the codes of formulas."""
    examined = Examined.of(file, frozenset(), language)
    rows = {action.number: action for action in order.actions}
    titles: dict[str, Words] = {}
    for sentence, word, code in codes_of(examined):
        number, n = sentence.place.removeprefix("actions.").rsplit(".indicators.", 1)
        action = rows[number]
        if word == UNDECIDED:
            titles[f"{word}:{code}"] = _both(_indicator_text(action, int(n)))
        else:
            titles.setdefault(code, _both(f"«{action.title.strip(' .«»')}»"))
    return titles


def _indicator_text(action: OrderAction, n: int) -> str:
    indicators: tuple[OrderIndicator, ...] = action.indicators
    return f"«{(indicators[n - 1].text if n <= len(indicators) else action.title).strip(' .«»')}»"


def _cohorts(draft: OrderDraft) -> dict[str, int]:
    before = Programme.objects.filter(region=draft.region_id, year__lt=draft.year).order_by("year").last()
    return {"current": draft.year or 0, **({"previous": before.year} if before else {})}


def _head(order: Order) -> dict[str, str]:
    """Number and dates of the order; a programme names an order by both or not at all."""
    head = order.head
    if not head.number or not head.date:
        return {}
    stamp = {"stamp_date": head.stamp_date.isoformat()} if head.stamp_date else {}
    return {"number": head.number[:40], "date": head.date.isoformat(), **stamp}


def _title(order: Order, draft: OrderDraft) -> str:
    with translation.override("ru"):
        return order.head.heading or order.head.title or _("Programme of %(year)d") % {"year": draft.year}


def _called(url: str) -> str:
    """An address as people tell it: without the scheme, signs decoded."""
    parts = urlsplit(url)
    return unquote(f"{parts.netloc}{parts.path}").rstrip("/") or url


def _both(text: str) -> dict[str, str]:
    """An order speaks one language: its words stand for both."""
    told = " ".join(text.split())
    short = told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
    return {"ru": short, "en": short}
