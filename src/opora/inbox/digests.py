"""Who is told of which to-dos on a day: the own ones, those handed over, and what others left overdue. No words."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.inbox.lists import Item, lists_in, lists_of
from opora.inbox.models import Delegation, Snooze
from opora.inbox.office import Office, office_in
from opora.inbox.stages import DAY, LONGEST, Level, Rules, Window, escalated, has_escalated, told, window
from opora.inbox.todos import Todo, todos, todos_in
from opora.indicators.context import Context
from opora.roadmap.answers import figures_of, outline_in
from opora.roadmap.execution import execution, standing
from opora.roadmap.queries import ActionView, RoadmapView, answered


@dataclass(frozen=True)
class Digest:
    """What one person is told on a day, the nearest deadline first; `above` are to-dos that others left overdue."""

    person_id: int
    own: tuple[Item, ...] = ()
    handed: tuple[Item, ...] = ()
    above: tuple[Todo, ...] = ()

    def __len__(self) -> int:
        return len(self.own) + len(self.handed) + len(self.above)

    def first(self, most: int) -> "Digest":
        """The same with so many to-dos at most: the own ones come before what lies with others."""
        own = self.own[:most]
        handed = self.handed[: most - len(own)]
        return replace(self, own=own, handed=handed, above=self.above[: most - len(own) - len(handed)])


@dataclass
class _Parts:
    own: list[Item] = field(default_factory=list)
    handed: list[Item] = field(default_factory=list)
    above: dict[str, Todo] = field(default_factory=dict)


def digests_in(context: Context, rules: Rules, reached: Mapping[int, dt.date]) -> list[Digest]:
    """What everybody is told on the day of the context; nobody without anything to tell.

    `reached`: the day of the last digest that reached each person. Two queries more than the lists.
    """
    parts: dict[int, _Parts] = defaultdict(_Parts)
    windows = _Windows(context.as_of, reached)
    lists, back, office = context.once(lists_in), _came_back(context), context.once(office_in)
    for person, items in lists.items():
        for item in items:
            if item.active and _told(item, rules, windows[person], back):
                (parts[person].handed if item.received else parts[person].own).append(item)
    for todo in context.once(todos_in):
        for level, person in _above(todo, office):
            if level in escalated(todo.due, organisation(todo), rules, windows[person]):
                parts[person].above[todo.key] = todo
    return [_digest(person, found, lists.get(person, ())) for person, found in sorted(parts.items())]


def still_told(context: Context, rules: Rules, person: int, own: Collection[str], above: Collection[str]) -> bool:
    """Whether each of these to-dos, by key, is still open and the person's to do, or overdue with others.

    Only the figures they come from are answered.
    """
    found = _todos_of(context, {*own, *above})
    items = lists_of(found, context).get(person, ())
    office = context.once(office_in)
    theirs = {item.todo.key for item in items if item.active}
    raised = {todo.key for todo in found if person in _raised_to(todo, office, rules, context.as_of)}
    return theirs.issuperset(own) and raised.issuperset(above)


def organisation(todo: Todo) -> str:
    """The kind of organisation in which a to-do is to be closed, the lowest of several; "" while the post is vacant."""
    kinds = {held.organisation[0] for held in todo.answerable.held}
    if todo.answerable.vacant:
        return ""
    return next((kind for kind in ("school", "municipality", "region") if kind in kinds), "")


def _digest(person: int, found: _Parts, items: Collection[Item]) -> Digest:
    mine = {item.todo.key for item in items}
    above = tuple(todo for key, todo in found.above.items() if key not in mine)
    return Digest(person, tuple(found.own), tuple(found.handed), above)


def _told(item: Item, rules: Rules, within: Window, back: Mapping[tuple[str, int], dt.date]) -> bool:
    """By its deadline; the day after it was handed over; the day after it was put off or with somebody else."""
    news = (item.received.occurred_on + DAY if item.received else None, back.get((item.todo.key, item.person_id)))
    return told(item.todo.due, rules, within) or any(map(within.holds, news))


def _came_back(context: Context) -> dict[tuple[str, int], dt.date]:
    """The day on which a to-do stands in a person's list again, of what ended lately; two queries."""
    ended: dict[tuple[str, int], dt.date] = {}
    since = context.as_of - (LONGEST + 1) * DAY
    for model in (Snooze, Delegation):
        rows = model.objects.filter(programme=context.programme, until__gte=since, until__lt=context.as_of)
        for row in rows.known(context.as_of, context.known_at):
            key = row.todo, row.person_id
            ended[key] = max(ended.get(key, row.until), row.until)
    return {key: until + DAY for key, until in ended.items()}


def _above(todo: Todo, office: Office) -> Iterator[tuple[Level, int]]:
    """Who may hear that a to-do is overdue, and as what; whoever has it is not among them."""
    if not organisation(todo):
        return
    for level, held in (*_of_municipalities(todo, office), *_of_region(office)):
        if held.person_id not in todo.answerable.persons:
            yield level, held.person_id


def _of_municipalities(todo: Todo, office: Office) -> Iterator[tuple[Level, Holding]]:
    """The coordinators of its municipalities, the head where nobody coordinates."""
    for place in municipalities(todo):
        held = office.at(Post.COORDINATOR, "municipality", place) or office.at(
            Post.MUNICIPAL_HEAD, "municipality", place
        )
        yield from ((Level.MUNICIPALITY, one) for one in held)


def _of_region(office: Office) -> Iterator[tuple[Level, Holding]]:
    yield from ((Level.REGION, one) for one in office.of_region(Post.MINISTRY))


def municipalities(todo: Todo) -> list[int]:
    """The municipalities its subjects lie in, for a person those of the counted posts."""
    subjects = [member.subject for member in todo.members]
    found = {subject.municipality_id for subject in subjects}
    found |= {post.municipality_id for subject in subjects for post in subject.posts}
    return sorted(number for number in found if number is not None)


def _raised_to(todo: Todo, office: Office, rules: Rules, today: dt.date) -> set[int]:
    levels = has_escalated(todo.due, organisation(todo), rules, today)
    return {person for level, person in _above(todo, office) if level in levels}


def _todos_of(context: Context, keys: Collection[str]) -> list[Todo]:
    """Those of the to-dos with these keys that there are; each key begins with its indicator."""
    outline = context.once(outline_in)
    if outline is None:
        return []
    by_key = figures_of(context, {key.partition("|")[0] for key in keys})
    actions = []
    for action in outline.actions:
        views = [answered(outline, one, by_key[one.key]) for one in action.indicators if one.key in by_key]
        if views:
            stands = [standing(view.figure, view.outline.target) for view in views]
            actions.append(ActionView(action, execution(action.terms, stands, context.as_of), tuple(views)))
    view = RoadmapView(outline, context, tuple(actions))
    return [todo for todo in todos(view, context.once(office_in)) if todo.key in keys]


class _Windows(dict[int, Window]):
    """The window of each person, made when it is asked for."""

    def __init__(self, today: dt.date, reached: Mapping[int, dt.date]) -> None:
        super().__init__()
        self._today, self._reached = today, reached

    def __missing__(self, person: int) -> Window:
        self[person] = window(self._today, self._reached.get(person))
        return self[person]
