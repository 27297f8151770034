"""From sentences to figures: populations on their day, facts asked once per subject, unknown kept unknown."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opora.indicators.context import Context
from opora.indicators.facts import EXECUTOR, Delivery, Fact, Gap, Item, Progress, Records, Source, State, unknown
from opora.indicators.figures import Figure, FigureKind, Member
from opora.indicators.registry import Kind, Registry, Word
from opora.indicators.subjects import Exclusion, HeldPost, Population, Subject
from opora.indicators.syntax import Call, Constant, Name, Node, Union, walk
from opora.indicators.targets import Target


@dataclass(frozen=True, slots=True)
class Question:
    """A checked sentence with the deadline of its action. `periods` are (first day, last day), either may be open.

    `executor` is the post that carries the action out; "" when none of the posts of Opora does.
    """

    key: str
    node: Node
    periods: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
    target: Target | None = None
    executor: str = ""

    @property
    def due_on(self) -> dt.date | None:
        """The last due day; None when the deadline is open."""
        return max((end for _start, end in self.periods if end), default=None)


def evaluate(context: Context, registry: Registry, questions: Iterable[Question]) -> dict[str, Figure]:
    """Every figure by its key. Sentences must have passed the checker with the same words."""
    evaluator = _Evaluator(context, registry)
    return {question.key: evaluator.figure(question) for question in questions}


def population_of(context: Context, registry: Registry, node: Node, on: dt.date) -> Population:
    """Whom a population that passed the checker means on a day, which may lie ahead of the context's.

    Nobody, with a warning, while one of its words is only awaited.
    """
    evaluator = _Evaluator(context, registry)
    if evaluator.awaited(node):
        return Population((), warnings=(not_connected(),))
    return evaluator.population(node, on)


class _Evaluator:
    """Reads sentences in one context; populations taken on the same day are shared between them."""

    def __init__(self, context: Context, registry: Registry) -> None:
        self.context = context
        self.registry = registry
        self.populations: dict[object, Population] = {}

    def figure(self, question: Question) -> Figure:
        node = question.node
        assert isinstance(node, Call), "the checker lets only calls through"
        awaiting = self.awaited(node)
        if node.name == "change":
            parts = tuple(self.share(part, question, at_close=True) for part in node.arguments)
            first, second = parts
            figure = replace(second, kind=FigureKind.CHANGE, parts=parts, known=first.known and second.known)
        elif node.name == "share" or len(node.arguments) == 2:
            figure = self.share(node, question)
        elif node.name in ("count", "least_per_month"):
            figure = self.records(node, question)
        else:
            figure = self.delivery(node, question)
        return replace(figure, awaiting=awaiting)

    def awaited(self, node: Node) -> tuple[str, ...]:
        names = (call.name for call in walk(node) if isinstance(call, Call))
        return tuple(dict.fromkeys(n for n in names if n in self.registry.words and not self.registry.words[n].call))

    def share(self, node: Node, question: Question, *, at_close: bool = False) -> Figure:
        """A share or a count over a population; in a change taken at the close of its wave."""
        assert isinstance(node, Call)
        population_node, fact_node = node.arguments
        word, fact = self.fact(fact_node)
        day = self.day(fact, question.due_on, at_close=at_close)
        known = all(self.registry.words[name].kind is Kind.FACT for name in self.awaited(node))
        population = self.population(population_node, day) if known else Population(())
        members = [
            Member(e.subject, State.EXCLUDED, e.subject.weight, on=e.on, reason=e.reason) for e in population.excluded
        ]
        for subject in population.subjects:
            members.extend(_members(subject, fact, question.due_on, question.executor))
        return Figure(
            FigureKind.SHARE if node.name == "share" else FigureKind.COUNT,
            self.context.as_of,
            tuple(members),
            source=fact.source,
            proof=word.proof,
            warnings=tuple(population.warnings),
            known=known,
            population_on=day,
            closed_on=fact.closed_on,
            beside=tuple(fact.beside(population.subjects)) if fact.beside else (),
        )

    def day(self, fact: Fact, due_on: dt.date | None, *, at_close: bool) -> dt.date:
        """The day the population is taken on (design: "Population date")."""
        as_of = self.context.as_of
        own_days = [own for own in (fact.closed_on if at_close else None, fact.held_on) if own]
        self.context.history.turns(*own_days)
        for own in own_days:
            if own <= as_of:
                return own
        return min(as_of, due_on or as_of)

    def records(self, node: Call, question: Question) -> Figure:
        call = node.arguments[0]
        assert isinstance(call, Call)
        word = self.registry.words[call.name]
        records: Records = (
            self.call(call, word) if word.call else Records((), Source(Progress.AWAITING, reason=not_connected()))
        )
        least = ceil(question.target.number) if question.target else 1
        figure = Figure(
            FigureKind.TALLY if node.name == "count" else FigureKind.MINIMUM,
            self.context.as_of,
            tuple(_record(item, question.due_on) for item in records.items),
            source=records.source,
            proof=word.proof,
            known=records.source.progress not in (Progress.AWAITING, Progress.PENDING),
        )
        if figure.kind is FigureKind.TALLY:
            return figure
        months = _months(question.periods, self.context.as_of)
        self.context.history.turns(*_month_ends(self.context.as_of))
        return replace(figure, months=months, least=least, executor=question.executor)

    def delivery(self, node: Call, question: Question) -> Figure:
        word = self.registry.words[node.name]
        if word.call:
            delivery: Delivery = self.call(node, word)
        else:
            delivery = Delivery(Source(Progress.AWAITING, reason=not_connected()))
        source = delivery.source
        state = {Progress.COMPLETE: State.MET, Progress.AWAITING: State.UNKNOWN}.get(source.progress, State.MISSING)
        code = str(self.value(node.arguments[0]))
        subject = Subject("document", f"document:{code}", delivery.label or code)
        gap = Gap(question.executor, step=_("Give evidence that it is approved")) if state is State.MISSING else None
        member = Member(subject, state, on=source.on, reason=source.reason, evidence=delivery.evidence, gap=gap)
        return Figure(FigureKind.DELIVERY, self.context.as_of, (member,), source=source, proof=word.proof)

    def fact(self, node: Node) -> tuple[Word, Fact]:
        assert isinstance(node, Call)
        word = self.registry.words[node.name]
        if word.call:
            return word, self.call(node, word)
        reason = not_connected()
        return word, Fact(lambda _subject: unknown(reason), Source(Progress.AWAITING, reason=reason))

    def population(self, node: Node, on: dt.date) -> Population:
        if isinstance(node, Union):
            return join(self.population(node.left, on), self.population(node.right, on))
        assert isinstance(node, Call)
        arguments, keywords = self.values(node)
        key = (node.name, arguments, tuple(sorted(keywords.items())), on)
        if key not in self.populations:
            word = self.registry.words[node.name]
            assert word.call, "an awaited population is never asked for"
            take = partial(word.call, self.context, on, *arguments, **keywords)
            self.populations[key] = self.context.history.kept((get_language(), *key), take) if word.settled else take()
        return self.populations[key]

    def call(self, node: Call, word: Word) -> Any:
        assert word.call
        arguments, keywords = self.values(node)
        return word.call(self.context, *arguments, **keywords)

    def values(self, node: Call) -> tuple[tuple[Any, ...], dict[str, Any]]:
        keywords = {name: self.value(value) for name, value in node.keywords}
        return tuple(map(self.value, node.arguments)), keywords

    def value(self, node: Node) -> Any:
        if isinstance(node, Constant):
            return node.value
        assert isinstance(node, Name), "the checker lets only values through"
        return self.registry.constants[node.id]


def join(left: Population, right: Population) -> Population:
    """The subjects of both, each once; posts become their holders, with all posts shown; vacant posts stay."""
    subjects: dict[str, Subject] = {}
    for subject in map(_person, (*left.subjects, *right.subjects)):
        before = subjects.get(subject.key)
        if before is None:
            subjects[subject.key] = subject
        elif subject.kind == "person":
            place = before.municipality_id if before.municipality_id is not None else subject.municipality_id
            posts = tuple(dict.fromkeys((*before.posts, *subject.posts)))
            subjects[subject.key] = replace(before, posts=posts, municipality_id=place)
    excluded: dict[str, Exclusion] = {}
    for exclusion in (*left.excluded, *right.excluded):
        person = _person(exclusion.subject)
        if person.key not in subjects:
            excluded.setdefault(person.key, replace(exclusion, subject=person))
    warnings = tuple(dict.fromkeys((*left.warnings, *right.warnings)))
    return Population(tuple(subjects.values()), tuple(excluded.values()), warnings)


def _person(subject: Subject) -> Subject:
    """The holder of a post as a person; anything else, a vacant post included, as it is."""
    if subject.kind != "post" or subject.person_id is None:
        return subject
    posts = subject.posts or (HeldPost(subject.label, subject.municipality_id, subject.school_id),)
    return replace(subject, kind="person", key=f"person:{subject.person_id}", label=subject.person, posts=posts)


def _members(subject: Subject, fact: Fact, due_on: dt.date | None, executor: str) -> Sequence[Member]:
    """A subject in its list; a weighted one that is met in part stands in two."""
    answer = fact.answer(subject)
    late = bool(answer.on and due_on and answer.on > due_on) and answer.state is State.MET
    weight = subject.weight if answer.weight is None else answer.weight
    gap = _addressed(answer.gap, executor)
    said = Member(subject, answer.state, weight, answer.on, late, answer.reason, answer.evidence, gap)
    if weight == subject.weight:
        return (said,)
    rest = Member(subject, State.MISSING, subject.weight - weight, reason=answer.reason)
    return (said, rest) if weight else (rest,)


def _addressed(gap: Gap | None, executor: str) -> Gap | None:
    """The gap with the post of whoever carries the action out, where it is theirs to close."""
    return replace(gap, closes=executor) if gap and gap.closes == EXECUTOR else gap


def _record(item: Item, due_on: dt.date | None) -> Member:
    subject = Subject("record", item.key, item.label, item.municipality_id, item.school_id, item.weight)
    late = bool(due_on and item.on > due_on)
    return Member(subject, State.MET, item.weight, item.on, late=late, evidence=item.evidence, section=item.section)


def _months(periods: Iterable[tuple[dt.date | None, dt.date | None]], as_of: dt.date) -> tuple[dt.date, ...]:
    """First days of the months that the periods touch, in order; an open end runs to as_of."""
    months: set[dt.date] = set()
    for start, end in periods:
        last = end or as_of
        month = (start or last).replace(day=1)
        while month <= last:
            months.add(month)
            month = (month + dt.timedelta(days=31)).replace(day=1)
    return tuple(sorted(months))


def _month_ends(day: dt.date) -> tuple[dt.date, dt.date]:
    """The last day of a day's month, on which the month is finished, and the first of the next, which comes in then."""
    following = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    return following - dt.timedelta(days=1), following


def not_connected() -> str:
    """Why an awaited word leaves everything unknown; `Figure.awaiting` names the words."""
    return _("the source of these facts is not connected to Opora yet")
