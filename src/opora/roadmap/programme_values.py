"""A programme file as values: what `programmes/2022.yaml` says, before anything is done with it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from opora.core.periods import Period
from opora.roadmap.due import read_due

Words = Mapping[str, str]
"""A text by language: {"ru": …, "en": …}."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one kind of code stands for; `urls` for pages only."""

    words: Mapping[str, Words]
    urls: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """One sentence and its target; "" when the order names none."""

    formula: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """One row. `place` is its path in the file; `due` holds the periods that could be read."""

    number: str
    title: Words
    group: str
    due_texts: tuple[str, ...]
    due: tuple[Period, ...]
    executors: tuple[str, ...]
    pages: tuple[str, ...]
    indicators: tuple[IndicatorEntry, ...]
    reading: Words
    oddities: tuple[Words, ...]

    @property
    def place(self) -> str:
        """Where it stands, by its own number."""
        return f"actions.{self.number}"

    def keys(self) -> list[str]:
        """The keys of its indicators: "5", or "35.1", "35.2" … where it has several."""
        several = len(self.indicators) > 1
        return [f"{self.number}.{n}" if several else self.number for n in range(1, len(self.indicators) + 1)]


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """Everything a programme file says. `awaiting` is kept as declared: indicators.awaiting reads it."""

    year: int
    title: Words
    cohorts: Mapping[str, int]
    order: Mapping[str, str]
    executors: Vocabulary
    groups: Vocabulary
    pages: Vocabulary
    titles: Vocabulary
    awaiting: Mapping[str, Any]
    order_oddities: tuple[Words, ...]
    actions: tuple[ActionEntry, ...]

    @property
    def starts_on(self) -> dt.date:
        """The first day anything is due or starts; 1 January of its year when nothing has a date."""
        days = (day for action in self.actions for due in action.due for day in (due.start, due.end) if day)
        return min(days, default=dt.date(self.year, 1, 1))


def take(data: Mapping[str, Any]) -> ProgrammeFile:
    """The values of a mapping that has the right shape; periods that cannot be read are left out.

    Without a section `programme` the year is that of the current cohort, and the title names it.
    """
    cohorts = data["cohorts"]
    head = data.get("programme") or {"year": cohorts["current"], "title": _titled(cohorts["current"])}
    return ProgrammeFile(
        year=head["year"],
        title=head["title"],
        cohorts=cohorts,
        order=head.get("order", {}),
        executors=Vocabulary(data.get("executors", {})),
        groups=Vocabulary(data.get("groups", {})),
        pages=_pages(data.get("pages", {})),
        titles=Vocabulary(data.get("titles", {})),
        awaiting=data.get("awaiting", {}),
        order_oddities=tuple(map(_note, data.get("order_oddities", ()))),
        actions=tuple(map(_action, data["actions"])),
    )


def as_data(file: ProgrammeFile) -> dict[str, Any]:
    """The mapping that `take` reads back as the same values; sections without anything are left out."""
    head = {"year": file.year, "title": dict(file.title), "order": dict(file.order)}
    data = {
        "programme": {name: value for name, value in head.items() if value},
        "cohorts": dict(file.cohorts),
        "executors": dict(file.executors.words),
        "pages": {code: {**words, **_url(file.pages, code)} for code, words in file.pages.words.items()},
        "groups": dict(file.groups.words),
        "titles": dict(file.titles.words),
        "awaiting": dict(file.awaiting),
        "order_oddities": list(map(dict, file.order_oddities)),
        "actions": [_action_data(action) for action in file.actions],
    }
    return {name: value for name, value in data.items() if value or name == "actions"}


def _url(pages: Vocabulary, code: str) -> dict[str, str]:
    return {"url": pages.urls[code]} if code in pages.urls else {}


def _action_data(action: ActionEntry) -> dict[str, Any]:
    data = {
        "n": action.number,
        "ru": action.title["ru"],
        "en": action.title["en"],
        "group": action.group,
        "due": list(action.due_texts),
        "by_plan": any(period.by_plan for period in action.due),
        "by": "+".join(action.executors),
        "info": list(action.pages),
        "indicators": [{"formula": one.formula, "target": one.target or None} for one in action.indicators],
        "reading": dict(action.reading),
        "oddities": list(map(dict, action.oddities)),
    }
    return {name: value for name, value in data.items() if value or name == "indicators"}


def _pages(pages: Mapping[str, Mapping[str, str]]) -> Vocabulary:
    words = {code: {"ru": page["ru"], "en": page["en"]} for code, page in pages.items()}
    return Vocabulary(words, {code: page["url"] for code, page in pages.items() if "url" in page})


def _titled(year: int) -> Words:
    """A title for a programme whose file has none."""
    titles = {}
    for code in ("ru", "en"):
        with translation.override(code):
            titles[code] = _("Programme of %(year)d") % {"year": year}
    return titles


def _note(text: str | Words) -> Words:
    """A reading or an oddity by language; a plain string stands for both."""
    return {"ru": text, "en": text} if isinstance(text, str) else text


def _action(data: Mapping[str, Any]) -> ActionEntry:
    return ActionEntry(
        number=str(data["n"]),
        title={"ru": data["ru"], "en": data["en"]},
        group=data.get("group", ""),
        due_texts=tuple(data["due"]),
        due=_periods(data["due"], by_plan=data.get("by_plan", False)),
        executors=tuple(code.strip() for code in data["by"].split("+")),
        pages=tuple(data.get("info", ())),
        indicators=tuple(IndicatorEntry(one["formula"], one.get("target") or "") for one in data["indicators"]),
        reading=_note(data["reading"]) if "reading" in data else {},
        oddities=tuple(map(_note, data.get("oddities", ()))),
    )


def _periods(texts: Sequence[str], *, by_plan: bool) -> tuple[Period, ...]:
    read = []
    for text in texts:
        try:
            read.append(replace(read_due(text), by_plan=by_plan))
        except ValueError:
            continue  # the rule "period" reports it
    return tuple(read)
