"""Whom an indicator counts: subjects, and the population they form on a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post of a person, and the place that decides who may know of it (neither: the region)."""

    title: str
    municipality_id: int | None = None
    school_id: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One counted thing: a school, a municipality, a post, a person, a team, a class or an action.

    `key` is stable and unique across kinds ("school:17", "school_head:17", "person:9", "class:17/9A").
    `municipality_id` places it in a breakdown (None: the row "region"); together with `school_id` it decides who may
    see it; who may see a person follows from the person's `posts`. `weight` is how many units it stands for (pupils of
    a class), 1 for all else.
    A post carries its holder on the day of the population (`person_id`, `person`), None when vacant.
    """

    kind: str
    key: str
    label: str
    municipality_id: int | None = None
    school_id: int | None = None
    weight: int = 1
    posts: tuple[HeldPost, ...] = ()
    note: str = ""
    person_id: int | None = None
    person: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The posts in words."""
        return tuple(post.title for post in self.posts)

    @property
    def vacant(self) -> bool:
        """A post that nobody holds: missing wherever a person is asked for."""
        return self.kind == "post" and self.person_id is None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A subject that would be counted but for a dated, named reason."""

    subject: Subject
    reason: str
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """The subjects in force on a day, and those excluded by then. `warnings` say what a reader must know."""

    subjects: Sequence[Subject]
    excluded: Sequence[Exclusion] = ()
    warnings: Sequence[str] = ()
