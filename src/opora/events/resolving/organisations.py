"""What stands beside a name about where somebody works, and how that agrees with the posts they hold."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from rapidfuzz.distance import OSA

from opora.accounts.models import Post
from opora.events.resolving.registry import Held, Registry, Somebody
from opora.events.resolving.words import LONGEST, posts_in
from opora.organisations.names import furniture, letters
from opora.organisations.names.schools import Told

_AUTHORITY = re.compile(
    r"\b(?:управлени\w*|отдел\w*|комитет\w*|департамент\w*)(?:\s+по)?(?:\s+образовани\w*)?"
    r"(?:\s+администраци\w*)?|\b(?:моуо|муо|роо|уо|мко)\b|\bадминистраци\w*",
    re.IGNORECASE,
)
_REGIONAL = re.compile(
    r"\b(?:министерств\w*|минобр\w*|институт\w*|а?иро|а?ипкро|кк?ипк\w*|центр оценки качества)\b", re.IGNORECASE
)
_TYPE_FIRST = re.compile(
    r"\b(?:муниципальн\w+ (?:район|округ|образование)|мр|мо|го)\s+([а-яё-]+(?:ий|ой|ый))\b"
    r"(?!\s+(?:район|муниц|округ|р-н))",
    re.IGNORECASE,
)
"""«Муниципальный район Ключевский», of whatever type it is now."""
_DIGITS = re.compile(r"\d+")
_SIGNS = frozenset(furniture.SIGNS)
_EMPTY = re.compile(
    r"(?:росси\w*|рф|кра[йя]|област[ьи]|республик\w*|образовани[яе]|математик\w*|физик\w*|истори\w*|русск\w*"
    r"|язык\w*|начальн\w*"
    r"|класс\w*|работ\w*|воспитательн\w*|учебн\w*|научн\w*|методическ\w*|увр|вр|умр|нмр|по|из|от|на|не|для|при"
    r"|и|or|of|the|and"
    r"|оо|оу|уо|доп|здравствуйте|всем|добрый|день|утро|коллеги|команда|школьн\w*|управленческ\w*|района?|школа"
    r"|пед\w*|город\w*"
    r"|проект\w*|шнор|участни\w*|слушател\w*|дистанц\w*|онлайн|работник\w*|сельск\w*|средн\w*|муниципальн\w*|округа?)"
)
MANY = 60
"""People known at a place, above which surname and given name are not enough there."""
_LONG = 8


class Agreement(IntEnum):
    """How a post agrees with what is written: contradicts, nothing said, the same area, one of few, the very one."""

    OTHER = -1
    SILENT = 0
    MUNICIPALITY = 1
    SOME = 2
    ORGANISATION = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """The best agreement of somebody's posts: which posts, whether held on the day, how many people fit as well."""

    agreement: Agreement
    held: tuple[Held, ...] = ()
    earlier: bool = False


class Beside:
    """Everything that is written beside a name, in the text and in columns of its own."""

    def __init__(self, text: str, municipality: str, posts: Collection[str], registry: Registry) -> None:
        named, bare = posts_in(_TYPE_FIRST.sub(r"\1 муниципальный округ", text[: 2 * LONGEST]))
        self.posts = frozenset(posts) | named
        self._registry = registry
        self.authority = bool(_AUTHORITY.search(bare))
        self.regional = bool(_REGIONAL.search(bare))
        bare = registry.own_region.sub(" , ", _REGIONAL.sub(" , ", _AUTHORITY.sub(" , ", bare)))
        self._within = self._column(municipality)
        self.told: Told = registry.schools.told(bare, self._within)
        if self.told.parts.numbers and not self._numbered:
            self.told = registry.schools.told(_DIGITS.sub(" ", bare), self._within)
        self.strange = tuple(self._not_understood())

    @property
    def _numbered(self) -> bool:
        """Whether a number is that of a school: one alone is of a device, a copy or a telephone."""
        parts = self.told.parts
        return bool(parts.kinds or parts.legal or parts.places or parts.derived or parts.districts)

    @property
    def school(self) -> bool:
        """Whether a school is spoken of."""
        parts = self.told.parts
        return bool(parts.kinds or parts.numbers or parts.legal)

    @property
    def place(self) -> bool:
        """Whether a settlement is named."""
        return bool(self.told.parts.places or self.told.parts.derived)

    @property
    def says(self) -> bool:
        """Whether anything is said of a place of work."""
        return self._located or self.authority or self.regional

    @property
    def _located(self) -> bool:
        numbered = bool(self.told.parts.numbers)
        return numbered or self.place or self.told.municipalities is not None or self._unknown_place

    @property
    def _unknown_place(self) -> bool:
        return any(place.sign for place in self.told.parts.strange)

    @property
    def doubtful(self) -> bool:
        """Whether words beside a school are not understood: it may be a school nobody here knows."""
        return bool(self.strange) and (self.school or self._unknown_place)

    @cached_property
    def crowd(self) -> int:
        """How many people have posts in all that fits."""
        at = self._registry.at
        if self.regional:
            return sum(len(people) for (kind, _pk), people in at.items() if kind == "region")
        if self.told.parts.numbers or self.place:
            return sum(len(at.get(("school", pk), ())) for pk in self.told.schools)
        areas = self.told.municipalities
        if areas is None:
            return len(self._registry.people)
        return sum(one.municipality in areas for person in self._registry.people.values() for one in person.posts[:1])

    def fit(self, person: Somebody) -> Fit:
        """How the posts of a person agree; those of other days count only where none of the day does."""
        if not self.says:
            return Fit(Agreement.SILENT)
        today = self._best(person.posts)
        if today.agreement > Agreement.SILENT:
            return today
        before = self._best([one for one in person.held if not one.on_the_day])
        if before.agreement > Agreement.SILENT:
            return Fit(before.agreement, before.held, earlier=True)
        return today

    def post_agrees(self, held: Iterable[Held]) -> bool | None:
        """Whether a post that is named is one of these; None when none is named, or nothing can be said."""
        own = {one.post for one in held}
        if not self.posts or not own:
            return None
        if self.posts & own:
            return True
        inside = {Post.DEPUTY_HEAD, Post.TEAM_MEMBER}
        if own & inside and self.posts & {*inside, "teacher"}:
            return None
        return False if self.posts <= {Post.SCHOOL_HEAD, Post.DEPUTY_HEAD, "teacher"} else None

    def _best(self, held: Iterable[Held]) -> Fit:
        judged = [(self._agreement(one), one) for one in held]
        best = max((agreement for agreement, _one in judged), default=Agreement.SILENT)
        return Fit(best, tuple(one for agreement, one in judged if agreement == best > Agreement.SILENT))

    def _agreement(self, held: Held) -> Agreement:
        judge = {"school": self._of_school, "municipality": self._of_municipality, "region": self._of_region}
        return judge[held.kind](held)

    def _of_school(self, held: Held) -> Agreement:
        told = self.told
        if self.regional or (self.authority and not self.school):
            return self._area(held) if not self.regional else Agreement.OTHER
        if not (told.parts.numbers or self.place or self._unknown_place):
            return self._area(held)
        if held.place not in (told.schools or self._nearly(held)):
            return Agreement.OTHER
        if self.strange and not self.nearly(held) and self._unknown_place:
            return Agreement.OTHER
        alone = len(told.schools) == 1 and self.school and not told.parts.slips
        return Agreement.ORGANISATION if alone else Agreement.SOME

    def _of_municipality(self, held: Held) -> Agreement:
        if self.regional:
            return Agreement.OTHER
        areas = self.told.municipalities
        if self.school:
            return Agreement.OTHER
        if areas is None and self.place:
            areas = frozenset(self._registry.schools.by_id[pk].municipality_id for pk in self.told.schools)
        if areas is None:
            return Agreement.SOME if self.authority else Agreement.OTHER
        if held.place not in areas:
            return Agreement.OTHER
        named = self.authority or held.post in self.posts
        return Agreement.ORGANISATION if named and len(areas) == 1 else Agreement.MUNICIPALITY

    def _of_region(self, held: Held) -> Agreement:
        return Agreement.SOME if self.regional else Agreement.OTHER

    def _area(self, held: Held) -> Agreement:
        areas = self.told.municipalities
        if areas is None:
            return Agreement.SILENT
        return Agreement.MUNICIPALITY if held.municipality in areas else Agreement.OTHER

    def _nearly(self, held: Held) -> set[int]:
        """The school of a post, if only a slip in its settlement stands between."""
        parts = self.told.parts
        rest = " ".join([*sorted(parts.legal), *parts.numbers])
        number = self._registry.schools.told(rest).schools if parts.numbers else {held.place}
        return {held.place} if held.place in number and self.nearly(held) else set()

    def nearly(self, held: Held) -> bool:
        """Whether all words that are not understood are nearly words of the school's names."""
        names = self._registry.schools.by_id[held.place].names if held.place in self._registry.schools.by_id else ()
        known = {word for pair in names for name in pair for word in letters.words(name) if len(word) >= letters.SLIP}
        return bool(self.strange) and all(any(_alike(word, one) for one in known) for word in self.strange)

    def _not_understood(self) -> Iterable[str]:
        for place in self.told.parts.strange:
            for word in place.phrase:
                long = len(word) > 2
                if long and word not in _SIGNS and not _EMPTY.fullmatch(word):
                    yield word

    def _column(self, municipality: str) -> frozenset[int] | None:
        if not municipality.strip():
            return None
        answer = self._registry.schools.municipalities.match(municipality)
        if answer.found:
            return frozenset({answer.found.id})
        return frozenset(one.id for one in answer.candidates) or None


def _alike(word: str, known: str) -> bool:
    allowed = 2 if len(known) >= _LONG else 1
    return word[:1] == known[:1] and OSA.distance(word, known, score_cutoff=allowed) <= allowed
