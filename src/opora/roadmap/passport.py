"""The passport of an indicator: what it counts, from which source, by which version, and who answers for it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from opora.core.models import Record
from opora.indicators.facts import State
from opora.indicators.figures import FigureKind
from opora.indicators.nouns import noun_form
from opora.indicators.registry import Kind, Word
from opora.indicators.sentences import title_of
from opora.indicators.syntax import Call, Constant, Name, Node, walk
from opora.roadmap.models import IndicatorDefinition
from opora.roadmap.opened import executor_title
from opora.roadmap.outline import Outline
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView, versions
from opora.roadmap.shown import ShownVersion, ShownWord

ROLES = {
    Kind.POPULATION: lambda: _("Whom it counts"),
    Kind.FACT: lambda: _("What is asked about each"),
    Kind.RECORDS: lambda: _("What is counted"),
    Kind.DELIVERY: lambda: _("Which document"),
}
KINDS = {
    FigureKind.SHARE: lambda: _("share in percent"),
    FigureKind.COUNT: lambda: _("number of those who meet it"),
    FigureKind.TALLY: lambda: _("number of records"),
    FigureKind.MINIMUM: lambda: _("number in the poorest finished month"),
    FigureKind.DELIVERY: lambda: _("whether a document is approved"),
    FigureKind.CHANGE: lambda: _("change in percentage points"),
}
UNKNOWN = {
    FigureKind.SHARE: lambda: _(
        "Of whom nobody can tell yet, stands in the list “not known”; the share is then a range. "
        "Of nobody there is no share."
    ),
    FigureKind.COUNT: lambda: _(
        "Of whom nobody can tell yet, stands in the list “not known”; the number is then a range."
    ),
    FigureKind.TALLY: lambda: _("What is recorded is counted; without records the number is zero."),
    FigureKind.MINIMUM: lambda: _("A month that is not over is not known until it reaches the least number."),
    FigureKind.DELIVERY: lambda: _("A document that nobody recorded as approved is not approved."),
    FigureKind.CHANGE: lambda: _("There is no value until both surveys are closed."),
}
SAID = {
    "formula": lambda: _("formula"),
    "target": lambda: _("target"),
    "target_basis": lambda: _("basis of the target"),
    "reading": lambda: _("reading"),
    "examples": lambda: _("examples"),
}


def passport(view: RoadmapView, row: ActionView, one: IndicatorView) -> dict[str, Any]:
    """Context of the passport; one query more than the indicator itself."""
    outline = one.outline
    return {
        "sentence": one.sentence or outline.fault,
        "kind": KINDS[one.figure.kind](),
        "unit": noun_form(one.unit, 1) if one.unit else "",
        "formula": outline.formula,
        "words": words(view.outline, outline.node),
        "target_basis": outline.target_basis,
        "unknown_text": [*_awaited(one), UNKNOWN[one.figure.kind]()],
        "unknown_now": one.figure.counts[State.UNKNOWN] if one.figure.known else 0,
        "why_unknown": one.why_unknown,
        "executors": [executor.title for executor in row.outline.executors],
        "closers": _closers(view, one),
        "versions": shown_versions(view, one),
    }


def words(outline: Outline, node: Node | None) -> list[ShownWord]:
    """The words of a formula in reading order, each with these arguments once."""
    calls = [call for call in walk(node) if isinstance(call, Call)] if node else []
    found = [
        _word(outline, outline.registry.words[call.name], call) for call in calls if call.name in outline.registry.words
    ]
    return [word for place, word in enumerate(found) if word not in found[:place]]


def shown_versions(view: RoadmapView, one: IndicatorView) -> list[ShownVersion]:
    """Every version recorded by the moment of the page, the latest first; what was taken back by then is struck."""
    recorded = versions(one.outline.id, view.known_at)
    standing = [version for version in recorded if not _withdrawn(version, view)]
    before = {later.pk: earlier for earlier, later in pairwise(standing)}
    return [
        ShownVersion(
            version=version.version,
            since=version.occurred_on,
            recorded_at=version.recorded_at,
            formula=version.formula,
            target=version.target,
            target_basis=version.target_basis,
            reading=version.reading,
            basis=version.basis,
            examples=version.examples.splitlines(),
            changed=_changed(version, before[version.pk]) if version.pk in before else (),
            last=version == standing[-1],
            in_force=version.version == one.outline.version,
            withdrawn_at=version.voided_at if _withdrawn(version, view) else None,
            reason=version.void_reason if _withdrawn(version, view) else "",
        )
        for version in reversed(recorded)
    ]


def _withdrawn(record: Record, view: RoadmapView) -> bool:
    return record.voided_at is not None and record.voided_at <= view.known_at


def _changed(version: IndicatorDefinition, before: IndicatorDefinition) -> Sequence[str]:
    return [name() for field, name in SAID.items() if getattr(version, field) != getattr(before, field)]


def _word(outline: Outline, word: Word, call: Call) -> ShownWord:
    owner = apps.get_containing_app_config(word.call.__module__) if word.call else None
    return ShownWord(
        name=word.name,
        role=ROLES[word.kind](),
        help=[_(paragraph).replace("`", "") for paragraph in word.help_paragraphs],
        part=str(owner.verbose_name) if owner else "",
        arguments=list(_arguments(outline, call)),
    )


def _arguments(outline: Outline, call: Call) -> Iterator[tuple[str, str]]:
    for name, node in (*((None, node) for node in call.arguments), *call.keywords):
        code = node.id if isinstance(node, Name) else node.value if isinstance(node, Constant) else ""
        written = f'"{code}"' if isinstance(node, Constant) and isinstance(code, str) else str(code)
        meaning = title_of(outline.titles, call.name, code) or ""
        yield f"{name}={written}" if name else written, meaning


def _awaited(one: IndicatorView) -> list[str]:
    return [
        _("The source of “%(word)s” is not connected to Opora yet: until then the figure is not known.")
        % {"word": word}
        for word in one.figure.awaiting
    ]


def _closers(view: RoadmapView, one: IndicatorView) -> list[tuple[str, int]]:
    """Who can close what is missing or not known, with how many gaps of the region, the most first."""
    title = executor_title(view)
    gaps = (member.gap for state in (State.MISSING, State.UNKNOWN) for member in one.figure.list(state))
    return Counter(title(gap.closes) for gap in gaps if gap and gap.closes and not gap.final).most_common()
