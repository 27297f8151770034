"""The words that the names of a region's schools are made of: settlements, other proper phrases, municipalities."""

from collections import defaultdict
from collections.abc import Iterable

from opora.organisations.names import furniture
from opora.organisations.names.inflection import Phrase, derivations, oblique
from opora.organisations.names.letters import Vocabulary
from opora.organisations.names.municipalities import ANY, DISTRICT, Answer, MunicipalityNames

LONGEST = 6
"""Words of the longest phrase that is looked for."""


class Lexicon:
    """Phrases known from the registry; without any it reads every word that is not furniture as unknown."""

    def __init__(self, municipalities: MunicipalityNames, phrases: Iterable[Phrase] = ()) -> None:
        self.municipalities = municipalities
        self.phrases = {phrase for phrase in phrases if len(phrase) <= LONGEST}
        self._oblique: dict[Phrase, set[Phrase]] = defaultdict(set)
        self._derived: dict[str, set[Phrase]] = defaultdict(set)
        for phrase in self.phrases:
            for form in oblique(phrase) - self.phrases:
                self._oblique[form].add(phrase)
            for stem in derivations(phrase):
                self._derived[stem].add(phrase)
        self.vocabulary = Vocabulary(furniture.WORDS | {word for phrase in self.phrases for word in phrase})

    def longest(self, words: list[str], at: int) -> Phrase:
        """The longest known phrase that begins at a place; () when none does."""
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            if (phrase := tuple(words[at : at + length])) in self.phrases:
                return phrase
        return ()

    def inflected(self, words: list[str], at: int) -> tuple[int, Phrase]:
        """How many words at a place are one known phrase in another case, and which."""
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            meant = self._oblique.get(tuple(words[at : at + length]), set())
            if len(meant) == 1:
                return length, next(iter(meant))
        return 0, ()

    def derived(self, stem: str) -> set[Phrase]:
        """Settlements that may have given an adjective."""
        return self._derived.get(stem, set())

    def district(self, words: list[str], at: int) -> tuple[int, Answer | None]:
        """How many words at a place name a municipality that is known, and which it is."""
        for length in (1, 2, 3):
            after = at + length
            sign = 1 if words[after : after + 1] and words[after] in furniture.DISTRICT else 0
            sign = sign or (2 if tuple(words[after : after + 2]) in furniture.DISTRICT_IN_TWO else 0)
            if sign:
                kind = DISTRICT if words[after].startswith("р") or words[after + sign - 1].startswith("р") else ANY
                answer = self.municipalities.called(tuple(words[at:after]), kind)
                if answer.outcome != "none":
                    return length + sign, answer
        return 0, None
