"""One line of a list of things to do: what, where and why, by when, what it moves, and one button to the place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from opora.core.components.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoLine:
    """A thing to do. `place` is whom it is for, `note` how it stands; `number`, `title`, `url` are those of the action.

    `moves` writes the counts before and after ("31 → 32 из 40"); `still` says in its place why nothing moves yet.
    `button` leads to where it gets done, None where the reader cannot. `further` are quiet links below.
    """

    step: str
    place: str
    place_url: str = ""
    note: str = ""
    due: dt.date | None = None
    overdue: bool = False
    number: str = ""
    title: str = ""
    url: str = ""
    moves: str = ""
    still: str = ""
    button: Link | None = None
    further: Sequence[Link] = ()
