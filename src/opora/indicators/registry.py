"""The words of the language, lent by the apps that own the tables.

An app registers typed functions in its `words.py`; their docstring is the help text, their annotations are what the
checker holds arguments against (str, int, bool, a `Literal`, or the class of a registered constant).
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from opora.indicators.facts import Proof

F = TypeVar("F", bound=Callable[..., Any])
Phrase = Callable[..., str]


class Kind(StrEnum):
    """What a word gives."""

    POPULATION = "population"
    FACT = "fact"
    RECORDS = "records"
    DELIVERY = "delivery"


@dataclass(frozen=True)
class Word:
    """One registered word.

    `of`: kinds of subject a population gives or a fact can answer for. `phrase` takes the word's own arguments (codes
    already replaced by their titles) and gives its part of the plain sentence, in the genitive plural.
    `call` is None for a word that is only awaited. Of the parameters in `one_of` a sentence gives exactly one.
    """

    name: str
    kind: Kind
    signature: inspect.Signature
    phrase: Phrase
    of: tuple[str, ...] = ()
    proof: Proof = Proof.SOURCE
    call: Callable[..., Any] | None = None
    one_of: tuple[str, ...] = ()
    settled: bool = False

    @property
    def help(self) -> str:
        """The docstring of the word's function."""
        return inspect.getdoc(self.call) or "" if self.call else ""

    @property
    def help_paragraphs(self) -> tuple[str, ...]:
        """The help text by paragraphs, each one line: so it stands in the catalogue of the app that lends the word."""
        return tuple(" ".join(paragraph.split()) for paragraph in self.help.split("\n\n") if paragraph.strip())


@dataclass
class Registry:
    """A set of words and constants. Programmer mistakes (a name twice, no docstring) raise at import."""

    words: dict[str, Word] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)

    def population(self, *, of: str, phrase: Phrase, settled: bool = False) -> Callable[[F], F]:
        """Lend `word(context, on, *arguments) -> Population`.

        `settled`: it follows from `on` and the history alone, whatever the day of the context; so a line keeps it.
        """
        return self._lend(Kind.POPULATION, skip=2, of=(of,), phrase=phrase, settled=settled)

    def fact(
        self, *, of: tuple[str, ...], proof: Proof, phrase: Phrase, one_of: tuple[str, ...] = ()
    ) -> Callable[[F], F]:
        """Lend `word(context, *arguments) -> Fact`."""
        return self._lend(Kind.FACT, skip=1, of=of, phrase=phrase, proof=proof, one_of=one_of)

    def records(self, *, phrase: Phrase, proof: Proof = Proof.RUNNING) -> Callable[[F], F]:
        """Lend `word(context, *arguments) -> Records`."""
        return self._lend(Kind.RECORDS, skip=1, of=(), phrase=phrase, proof=proof)

    def delivery(self, *, phrase: Phrase) -> Callable[[F], F]:
        """Lend `word(context, code) -> Delivery`."""
        return self._lend(Kind.DELIVERY, skip=1, of=(), phrase=phrase)

    def constant(self, name: str, value: Any) -> None:
        """Lend a named value, such as the cohort `current`."""
        if name in self.constants or name in self.words:
            raise ValueError(f"The name {name!r} is taken")
        self.constants[name] = value

    def with_words(self, words: Mapping[str, Word]) -> "Registry":
        """A copy that also knows these words; a name known already raises ValueError."""
        if both := self.words.keys() & words.keys():
            raise ValueError(f"Registered already: {', '.join(sorted(both))}")
        return Registry({**self.words, **words}, dict(self.constants))

    def _lend(
        self,
        kind: Kind,
        *,
        skip: int,
        of: tuple[str, ...],
        phrase: Phrase,
        proof: Proof = Proof.SOURCE,
        one_of: tuple[str, ...] = (),
        settled: bool = False,
    ) -> Callable[[F], F]:
        def lend(function: F) -> F:
            name = function.__name__
            if name in self.words or name in self.constants:
                raise ValueError(f"The name {name!r} is taken")
            if not inspect.getdoc(function):
                raise ValueError(f"The word {name!r} has no docstring: it is the help text")
            signature = inspect.signature(function, eval_str=True)
            own = signature.replace(parameters=list(signature.parameters.values())[skip:])
            self.words[name] = Word(name, kind, own, phrase, of, proof, function, one_of, settled)
            return function

        return lend


language = Registry()
"""The words of this installation; `IndicatorsConfig.ready` imports every app's words.py."""
