"""The text of one indicator while it is read: what is explained already, by which word, and what is not.

Tables of wordings are written in a short hand: a space is any gap, «~» any ending, and a wording matches whole words.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from opora.orders.wording import stem

_TAKEN = "_"
QUOTES = "«»\"“”„'"
_DASHES = "‐‑‒–—―−"
_SPACES = "\t\n\r\u00a0\u2009\u202f"
_EVEN = str.maketrans(f"ё≥{_DASHES}{QUOTES}{_SPACES}", f"е>{'-' * len(_DASHES)}{' ' * len(QUOTES + _SPACES)}")
_PREPOSITIONS = "в во да для до за из к ко на над о об обо от по под при с со у"
_PRONOUNS = (
    "их его ее это этого этом этой этих она они он оно им ими него нее них нем ней чей чьи чья чье свой свои своих"
    " своей который которая которое которые которого которой которых которому которым которыми которую"
)
_OTHERS = "а и же то также том где куда был была было были есть г гг год года году годах годов"
_GRAMMAR = frozenset(f"{_PREPOSITIONS} {_PRONOUNS} {_OTHERS}".split())
_WORD = re.compile(r"[a-zа-я\d][a-zа-я\d+%]*")


@lru_cache(maxsize=1024)
def wording(pattern: str) -> re.Pattern[str]:
    """The short hand of the tables as a regular expression over folded text."""
    spelt = pattern.replace("~", "[а-я]*").replace(" ", r"\s+")
    return re.compile(rf"(?<![a-zа-я\d])(?:{spelt})(?![a-zа-я\d])")


@lru_cache(maxsize=4096)
def even(text: str) -> str:
    """Folded so that every sign keeps its place: lower case, «ё» as «е», one kind of dash, quotes as spaces."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return low.translate(_EVEN)


def stems(text: str) -> str:
    """The words of a text without their endings, in their order."""
    return " ".join(stem(word) for word in _WORD.findall(even(text)))


def roots(text: str) -> frozenset[str]:
    """The words of a text without their endings."""
    return frozenset(stems(text).split())


Terms = tuple[tuple[str, str], ...]


@dataclass
class Told:
    """The text with what was already taken blanked out; `phrases` are the words of the formula and their places.

    `terms`: for a usual abbreviation that begins a group of wordings, what the order itself uses in its place.
    """

    text: str
    terms: Terms = ()
    rest: str = ""
    phrases: dict[str, tuple[int, int]] = field(default_factory=dict)
    cited: dict[str, str] = field(default_factory=dict)
    lost: float = 0.0

    def __post_init__(self) -> None:
        self.text = " ".join(self.text.split())
        self.rest = even(self.text)

    def find(self, pattern: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Where a wording stands in what is not yet taken."""
        for usual, own in self.terms:
            pattern = pattern.replace(f"(?:{usual}|", f"(?:{usual}|{own}|")
        return wording(pattern).search(self.rest, start, len(self.rest) if end is None else end)

    def take(self, pattern: str, word: str = "", *, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Find a wording and mark it as explained by a word of the formula ("" for what says nothing of its own)."""
        if found := self.find(pattern, start, end):
            self.mark(found.start(), found.end(), word)
        return found

    def take_all(self, pattern: str, word: str = "") -> int:
        """Mark every place of a wording; how many there were."""
        count = 0
        while self.take(pattern, word):
            count += 1
        return count

    def mark(self, start: int, end: int, word: str = "") -> None:
        """Mark a piece as explained; of several pieces of one word the first is its evidence."""
        self.rest = self.rest[:start] + _TAKEN * (end - start) + self.rest[end:]
        if word:
            self.phrases.setdefault(word, (start, end))

    def soften(self, start: int, end: int, cost: float = 1.0) -> None:
        """Let a word pass that only the title explains, or nothing does, at the cost of confidence."""
        self.mark(start, end)
        self.lost += cost

    def cite(self, word: str, phrase: str) -> None:
        """A word that was read from the action's title."""
        self.cited.setdefault(word, phrase)

    def phrase(self, word: str) -> str | None:
        """What a word was read from."""
        if word in self.phrases:
            start, end = self.phrases[word]
            closes = self.text[end : end + 1] == "»" and self.text[start:end].count("«") > self.text[start:end].count(
                "»"
            )
            return self.text[start : end + closes].strip()
        return self.cited.get(word)

    def left(self, start: int = 0) -> list[re.Match[str]]:
        """The meaningful words that nothing explains, from a place on."""
        return [found for found in _WORD.finditer(self.rest, start) if found[0] not in _GRAMMAR]

    def confidence(self) -> float:
        """The share of the meaningful words that the formula accounts for."""
        words = [found[0] for found in _WORD.finditer(even(self.text)) if found[0] not in _GRAMMAR]
        return round(max(0.0, 1 - self.lost / len(words)), 2) if words else 0.0
