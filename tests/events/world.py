"""An invented region for logs: its schools, about three thousand people with posts, and namesakes put in on purpose."""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field, replace

from opora.demo import names, plan
from opora.demo.places import PLACES
from opora.demo.schools import InventedSchool
from opora.demo.size import FULL

DAY = dt.date(2022, 3, 4)
Parts = tuple[str, str, str]


@dataclass(slots=True)
class Somebody:
    """A person; `posts` are pairs of post and the code of a school or municipality, "" for the region."""

    parts: Parts
    posts: list[tuple[str, str]]
    email: str = ""
    former: str = ""


@dataclass
class World:
    """Everything the model knows; `double` are the numbers of people who have a namesake or almost one."""

    seed: int
    people: list[Somebody] = field(default_factory=list)
    double: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng = random.Random(f"{self.seed}/logs")  # noqa: S311 - the same region for each seed
        drawn = plan.draw(self.seed, FULL)
        self.schools = {one.code: one for one in drawn.schools}
        self.places = {one.code: one for one in PLACES}
        self.draw = names.People(self.rng)
        held: dict[Parts, Somebody] = {}
        for tenure in drawn.tenures:
            over = tenure.ending is not None and tenure.ending.on <= DAY
            if tenure.on <= DAY and not over and tenure.void is None:
                one = tenure.person
                parts = (one.surname, one.given_name, one.patronymic)
                somebody = held.setdefault(parts, Somebody(parts, []))
                somebody.posts.append((str(tenure.post), tenure.place))
        self.people = list(held.values())
        self._add_deputies(held)
        self._add_doubles()
        for number, one in enumerate(self.people):
            if self.rng.random() < 0.5:
                one.email = f"{names.latin(one.parts[0])}.{number}@example.org"
            if one.parts[0].endswith("а") and self.rng.random() < 0.05:
                one.former = f"{self.rng.choice(names.SURNAMES)}а"
        self.by_surname: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.people):
            for surname in {one.parts[0], one.former} - {""}:
                self.by_surname[surname].append(number)

    def _add_deputies(self, held: dict[Parts, Somebody]) -> None:
        for code in self.rng.sample(sorted(self.schools), 900):
            for _time in range(self.rng.choice((1, 1, 2))):
                one = self.stranger()
                if one not in held:
                    held[one] = Somebody(one, [("deputy_head", code)])
                    self.people.append(held[one])

    def _add_doubles(self) -> None:
        """Namesakes, surnames that differ by one letter, and relatives with the same initials."""
        codes = sorted(self.schools)
        for number in self.rng.sample(range(len(self.people)), 90):
            surname, given, patronymic = self.people[number].parts
            kind = number % 3
            if kind == 1:
                surname = surname.replace("ов", "ев", 1) if "ов" in surname else surname.replace("ин", "ен", 1)
            if kind == 2:
                given = self.rng.choice([one for one in (names.FEMALE + names.MALE) if one[0] == given[0]])
            double = replace(self.people[number], parts=(surname, given, patronymic), posts=[])
            double.posts = [("deputy_head", self.rng.choice(codes))]
            self.double |= {number, len(self.people)}
            self.people.append(double)

    def stranger(self) -> Parts:
        """A name drawn like all others."""
        one = self.draw.draw()
        return one.surname, one.given_name, one.patronymic

    def school_of(self, number: int) -> InventedSchool | None:
        """A school at which somebody holds a post."""
        return next((self.schools[place] for _post, place in self.people[number].posts if place in self.schools), None)

    def municipality_of(self, number: int) -> str:
        """The municipality of the first post, "" for posts of the region."""
        place = self.people[number].posts[0][1]
        return self.schools[place].place.code if place in self.schools else place
