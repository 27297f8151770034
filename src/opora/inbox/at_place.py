"""To-dos of one place as lines of its page: for whoever may see it, with who is to take the step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.core.components.todos import TodoLine
from opora.inbox.holdups import Held, named, standing, vacancies, where_done
from opora.inbox.showing import line_of, written
from opora.indicators.figures import Member
from opora.roadmap.closing import closed_by
from opora.roadmap.opened import executor_title
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links

LISTED = 3
"""Of so many subjects that one step takes further the names are told."""


def lines_at(
    view: RoadmapView,
    links: Links,
    keep: Callable[[Member], bool],
    lies_in: Mapping[int, int | None],
    *,
    of_one: bool = False,
) -> list[TodoLine]:
    """To-dos about the members to keep that the reader may see; the nearest deadline first.

    On the page of the subject itself (`of_one`) the action is named in its place. `lies_in`: the municipality of each
    school whose people may be named. Two queries beside the to-dos.
    """
    actor = links.request.actor
    found: dict[str, dict[str, list[Held]]] = {}
    for held in (*standing(view, actor, lies_in), *vacancies(view, actor)):
        if keep(held.member):
            found.setdefault(held.todo.key, {}).setdefault(held.member.subject.key, []).append(held)
    lines = [_line(list(by_subject.values()), view, links, of_one=of_one) for by_subject in found.values()]
    return sorted(lines, key=lambda line: (line.due is None, line.due))


def _line(by_subject: Sequence[Sequence[Held]], view: RoadmapView, links: Links, *, of_one: bool) -> TodoLine:
    """What it moves is told of the whole step, which may take more further than this place."""
    todo = by_subject[0][0].todo
    here = replace(todo, members=tuple(held[0].member for held in by_subject))
    line = replace(line_of(here, links, view.as_of), moves=written(todo.move))
    line = line if where_done(by_subject[0], links) else replace(line, button=None)
    who = _who(by_subject[0], view)
    note = " · ".join(part for part in (who, line.note) if part and part != line.place)
    if of_one:
        return replace(line, place=line.title, title="", place_url=line.url, note=note)
    labels = [one.subject.label for one in here.members]
    place = ", ".join(labels) if 1 < len(labels) <= LISTED else line.place
    return replace(line, place=place, note=note)


def _who(held: Sequence[Held], view: RoadmapView) -> str:
    """ "Чижова Е. В."; the role where people are not to be named; of a post that nobody holds, that it is vacant."""
    answering = tuple(one for each in held for one in each.answering)
    role = capfirst(executor_title(view)(closed_by(held[0].member).role))
    if not answering:
        return _("%(post)s: the post is vacant, the ministry answers") % {"post": role}
    return ", ".join(one.posts[0].person for one in named(answering)) or role
