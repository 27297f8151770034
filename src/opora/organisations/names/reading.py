"""A name of a school taken apart: type, number, settlement, district, person it is named after, and what is left."""

from dataclasses import dataclass, field

from opora.organisations.names import furniture
from opora.organisations.names.inflection import Phrase, derived_from
from opora.organisations.names.letters import BREAK, key, words
from opora.organisations.names.lexicon import Lexicon

FULL_NAME = 3
"""Letters of a word that is no initial."""


@dataclass(frozen=True, slots=True)
class Place:
    """A proper phrase: a settlement of a kind ("" where no sign stands before it), or any other name."""

    phrase: Phrase
    sign: str = ""


@dataclass(slots=True)
class Parts:
    """What a text says. `strange` are phrases that are not known; the signs before them are kept."""

    key: str
    kinds: set[str] = field(default_factory=set)
    numbers: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    derived: list[set[Phrase]] = field(default_factory=list)
    """For each adjective the settlements it may come from."""
    adjectives: list[str] = field(default_factory=list)
    """The stems of those adjectives."""
    districts: list[set[int]] = field(default_factory=list)
    """For each district named the municipalities that may be meant."""
    honour: list[str] = field(default_factory=list)
    legal: list[str] = field(default_factory=list)
    strange: list[Place] = field(default_factory=list)
    branch: bool = False
    slips: int = 0
    """Words of a place or a district that are known only with a slip of the pen."""

    @property
    def kind(self) -> str:
        """The type that is said; "" when none is, or several."""
        said = self.kinds - {furniture.GENERIC} or self.kinds
        return next(iter(said)) if len(said) == 1 else ""

    @property
    def number(self) -> str:
        """The number; "" without one."""
        return self.numbers[0] if self.numbers else ""

    @property
    def puzzling(self) -> list[str]:
        """What is strange, or says two things."""
        puzzling = [" ".join(place.phrase) for place in self.strange]
        if furniture.TWO_MEANINGS in self.key.split() and not self.legal:
            puzzling.append(furniture.TWO_MEANINGS)
        if len(set(self.numbers)) > 1:
            puzzling += self.numbers
        if len(self.kinds - {furniture.GENERIC}) > 1:
            puzzling.append(self.key)
        return puzzling


def read(text: str, lexicon: Lexicon, *, corrected: bool = True) -> Parts:
    """Take a text apart. `corrected`: words that are one slip of the pen away from one known word are taken for it."""
    said = words(text)
    parts = Parts(key=key(text))
    if corrected:
        said = [_corrected(word, lexicon, parts) for word in said]
    _Reader(said, lexicon, parts).run()
    return parts


def _corrected(word: str, lexicon: Lexicon, parts: Parts) -> str:
    if word in lexicon.vocabulary or derived_from(word):
        return word
    meant = lexicon.vocabulary.meant(word)
    if not meant or meant in furniture.WORDS:
        return meant or word
    if word[0] != meant[0] or word[-2:] != meant[-2:]:  # another name rather than a slip
        return word
    parts.slips += 1
    return meant


class _Reader:
    """Goes through the words once; the first part that recognises those at its place takes them."""

    def __init__(self, said: list[str], lexicon: Lexicon, parts: Parts) -> None:
        self._words = said
        self._lexicon = lexicon
        self._parts = parts
        self._at = 0
        self._sign = self._sign_word = ""
        self._run: list[str] = []
        """Strange words that stand together."""

    def run(self) -> None:
        readers = (
            self._break,
            self._type,
            self._number,
            self._honour,
            self._place,
            self._district,
            self._legal,
            self._branch,
            self._settlement_sign,
            self._inflected,
            self._adjective,
            self._between,
        )
        while self._at < len(self._words):
            taken = next((taken for reader in readers if (taken := reader())), 0)
            if not taken:
                self._run.append(self._words[self._at])
            self._at += taken or 1
        self._close_run()

    @property
    def _word(self) -> str:
        return self._words[self._at]

    def _close_run(self) -> None:
        if self._run:
            self._parts.strange.append(Place(tuple(self._run), self._sign))
        elif self._sign_word:
            self._parts.strange.append(Place((self._sign_word,)))  # a sign of nothing
        self._run, self._sign, self._sign_word = [], "", ""

    def _break(self) -> int:
        if self._word != BREAK:
            return 0
        if not self._sign_word or self._run:
            self._close_run()
        return 1

    def _type(self) -> int:
        for length in range(min(furniture.LONGEST_TYPE, len(self._words) - self._at), 0, -1):
            text = " ".join(self._words[self._at : self._at + length])
            kind = next((kind for pattern, kind in furniture.TYPES if pattern.fullmatch(text)), "")
            if kind and length >= len(self._lexicon.longest(self._words, self._at)):
                self._close_run()
                self._parts.kinds.add(kind)
                return length
        return 0

    def _number(self) -> int:
        if self._word[0].isdecimal():
            self._close_run()
            self._parts.numbers.append(self._word.lstrip("0") or "0")
            return 1
        after = self._words[self._at + 1 : self._at + 2]
        if self._word == "номер" and after and after[0] in furniture.NUMBERS:
            self._close_run()
            self._parts.numbers.append(furniture.NUMBERS[after[0]])
            return 2
        return 0

    def _honour(self) -> int:
        if self._word not in furniture.HONOUR:
            return 0
        self._close_run()
        end = self._at + 1
        while end < len(self._words) and not self._honour_ends(end):
            end += 1
        self._parts.honour += self._words[self._at + 1 : end]
        return end - self._at

    def _honour_ends(self, at: int) -> bool:
        """At a sign, at a place that is known, at a district, or at the sign of a settlement after a surname."""
        word, before, after = self._words[at], self._words[at - 1], self._words[at + 1 : at + 2]
        if word == BREAK or self._lexicon.longest(self._words, at) or self._lexicon.district(self._words, at)[0]:
            return True
        surname = len(before) >= FULL_NAME and before not in furniture.TITLES | furniture.HONOUR
        return word in furniture.SIGNS and surname and bool(after) and len(after[0]) >= FULL_NAME

    def _place(self) -> int:
        phrase = self._lexicon.longest(self._words, self._at)
        return self._add_place(phrase, len(phrase))

    def _inflected(self) -> int:
        if self._sign_word not in furniture.OBLIQUE or self._run:
            return 0
        length, phrase = self._lexicon.inflected(self._words, self._at)
        return self._add_place(phrase, length)

    def _add_place(self, phrase: Phrase, taken: int) -> int:
        if phrase:
            sign = "" if self._run else self._sign
            if self._run:
                self._close_run()
            self._parts.places.append(Place(phrase, sign))
            self._sign = self._sign_word = ""
        return taken

    def _district(self) -> int:
        taken, answer = self._lexicon.district(self._words, self._at)
        if answer:
            self._close_run()
            meant = [answer.found] if answer.found else answer.candidates
            self._parts.districts.append({one.id for one in meant if one})
        return taken

    def _legal(self) -> int:
        if self._word not in furniture.LEGAL:
            return 0
        self._close_run()
        self._parts.legal.append(self._word)
        return 1

    def _branch(self) -> int:
        two = self._words[self._at : self._at + 2] == ["ф", "л"]
        if not two and not furniture.BRANCH.fullmatch(self._word):
            return 0
        self._close_run()
        self._parts.branch = True
        return 2 if two else 1

    def _settlement_sign(self) -> int:
        """A sign counts when something follows that may be a name; «р. п.» and «п. г. т.» are one."""
        for length in (3, 2, 1):
            word = "".join(self._words[self._at : self._at + length])
            if length > 1 and word not in {"рп", "пгт"}:
                continue
            if kind := furniture.SIGNS.get(word):
                self._close_run()
                self._sign, self._sign_word = kind, word
                return length
        if self._words[self._at : self._at + 2] in (["городской", "округ"], ["городского", "округа"]):
            self._close_run()
            return 2
        return 0

    def _adjective(self) -> int:
        """«Родниковская», where a settlement may have given it."""
        stem = derived_from(self._word)
        settlements = self._lexicon.derived(stem) if not self._sign_word else set()
        if not settlements:
            return 0
        self._close_run()
        self._parts.adjectives.append(stem)
        self._parts.derived.append(settlements)
        return 1

    def _between(self) -> int:
        return 1 if self._word in furniture.BETWEEN and not self._run else 0
