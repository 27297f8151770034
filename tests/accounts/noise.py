"""How clerks spell people: thousands of noisy names of an invented region, each with the person who is meant.

Written without the rules of the matcher. Not made here, for nobody could see it from the text: a stranger who shares
surname and initials with somebody of the very place, or the full name with anybody; a slip that makes another
person's name.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from opora.demo import names

LOOK_ALIKES = str.maketrans("аеорсхАВЕКМНОРСТХ", "aeopcxABEKMHOPCTX")
LETTERS = "абвгдежзиклмнопрстуфхцчшщыьэюя"
POSTS = ("school_head", "deputy_head", "team_member")
Parts = tuple[str, str, str]


@dataclass(slots=True)
class Somebody:
    """A person of the region with the place and post held there; `former` is the surname before the present one."""

    parts: Parts
    place: int
    post: str
    email: str = ""
    former: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A noisy name in a row about a place and a post; `meant` is the number of the person, None for a stranger."""

    text: str
    place: int
    post: str
    email: str
    meant: int | None
    kind: str


@dataclass
class Region:
    """Invented people in places of four, with namesakes, changed surnames and some without patronymic."""

    seed: int
    places: int = 500
    people: list[Somebody] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)  # noqa: S311 - the same region for each seed
        self._drawn = names.People(self.rng)
        for place in range(self.places):
            for post in (*POSTS, "team_member"):
                self.people.append(self._somebody(place, post))
        for one in self.rng.sample(self.people, self.places // 20):  # namesakes, some of them in one place
            place = one.place if self.rng.random() < 0.3 else self.rng.randrange(self.places)
            self.people.append(Somebody(one.parts, place, "deputy_head"))
        self.full = {" ".join(one.parts) for one in self.people}
        self.short: dict[int, set[Parts]] = defaultdict(set)
        for one in self.people:
            self.short[one.place].add(_initials(one.parts))

    def spellings(self, count: int) -> Iterator[Spelling]:
        """Noisy names of people of the region, and of strangers one in four."""
        made = 0
        while made < count:
            one = self._of_stranger() if self.rng.random() < 0.25 else self._of_known()
            if one is not None:
                made += 1
                yield one

    def _somebody(self, place: int, post: str) -> Somebody:
        drawn = self._drawn.draw()
        parts = (drawn.surname, drawn.given_name, "" if self.rng.random() < 0.02 else drawn.patronymic)
        email = f"{drawn.login}@example.org" if self.rng.random() < 0.5 else ""
        changed = drawn.surname.endswith("а") and self.rng.random() < 0.06
        former = f"{self.rng.choice(names.SURNAMES)}а" if changed else ""
        return Somebody(parts, place, post, email, former if former != drawn.surname else "")

    def _of_known(self) -> Spelling | None:
        number = self.rng.randrange(len(self.people))
        one = self.people[number]
        surname, given, patronymic = one.parts
        if one.former and self.rng.random() < 0.5:
            surname = self.rng.choice([f"{surname} ({one.former})", one.former, f"{one.former} ({surname})"])
        kind, text = self._spelt((surname, given, patronymic))
        place, post = one.place, one.post
        where = self.rng.random()
        if where < 0.35:
            place, post = self.rng.randrange(self.places), self.rng.choice(POSTS)
        elif where < 0.5:
            post = self.rng.choice(POSTS)
        slipped = self._slip(text)
        if slipped != text:
            kind = f"{kind}, slip"
            if self._names_another(slipped, number):
                return None
        email = one.email if self.rng.random() < 0.3 else ""
        return Spelling(self._letters(slipped), place, post, email, number, kind)

    def _of_stranger(self) -> Spelling | None:
        drawn = self._drawn.draw()
        parts = (drawn.surname, drawn.given_name, drawn.patronymic)
        place = self.rng.randrange(self.places)
        if _initials(parts) in self.short[place] or " ".join(parts) in self.full:
            return None
        kind, text = self._spelt(parts)
        email = f"{drawn.login}@elsewhere.org" if self.rng.random() < 0.3 else ""
        return Spelling(self._letters(text), place, self.rng.choice(POSTS), email, None, f"stranger, {kind}")

    def _spelt(self, parts: Parts) -> tuple[str, str]:
        surname, given, patronymic = parts
        g, p = f"{given[0]}.", f"{patronymic[0]}." if patronymic else ""
        forms = {
            "whole name": [f"{surname} {given} {patronymic}", f"{given} {patronymic} {surname}"],
            "initials": [f"{surname} {g} {p}", f"{surname} {g}{p}", f"{g} {p} {surname}", f"{surname} {given[0]} {p}"],
            "without patronymic": [f"{surname} {given}", f"{given} {surname}"],
            "given name and initial": [f"{surname} {given} {p}"],
        }
        (kind,) = self.rng.choices(list(forms), weights=[60, 25, 10, 5])
        return kind, " ".join(self.rng.choice(forms[kind]).split())

    def _slip(self, text: str) -> str:
        if self.rng.random() > 0.12:
            return text
        at = self.rng.randrange(1, len(text) - 1)
        return self.rng.choice(
            [
                text[:at] + text[at + 1 :],
                text[:at] + text[at + 1] + text[at] + text[at + 2 :],
                text[:at] + self.rng.choice(LETTERS) + text[at + 1 :],
                text[:at] + text[at] + text[at:],
            ]
        )

    def _letters(self, text: str) -> str:
        if self.rng.random() < 0.5:
            text = text.replace("ё", "е").replace("Ё", "Е")
        (change,) = self.rng.choices(["", "upper", "lower", "alike", "spaces"], weights=[60, 10, 8, 8, 14])
        match change:
            case "upper":
                return text.upper()
            case "lower":
                return text.lower()
            case "alike":
                return "".join(sign.translate(LOOK_ALIKES) if self.rng.random() < 0.3 else sign for sign in text)
            case "spaces":
                return f" {text.replace(' ', self.rng.choice(['  ', chr(160), ' ' + chr(9)]))} "
            case _:
                return text

    def _names_another(self, text: str, number: int) -> bool:
        """Whether a slip made a text that is the name of somebody else, in the words they could be written with."""
        words = {word.strip("().").replace("ё", "е") for word in text.split()}
        for other, one in enumerate(self.people):
            surname, given, patronymic = (part.replace("ё", "е") for part in one.parts)
            rest = words - {surname, one.former.replace("ё", "е")}
            if other != number and len(rest) < len(words):
                allowed = {given, patronymic, given[:1], patronymic[:1], f"{given[:1]}.{patronymic[:1]}"}
                if rest <= allowed:
                    return True
        return False


def _initials(parts: Parts) -> Parts:
    surname, given, patronymic = parts
    return surname, given[0], patronymic[:1]
