"""How well proposals do: `python -m tests.orders.formulas` prints recall, precision and every miss.

A proposal for a paraphrase that is not the sentence it is, or any for a decoy, is a wrong one: precision counts both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opora.orders import read
from opora.orders.order import OrderIndicator
from opora.orders.recognition import recognise
from tests.orders.formulas.decoys import DECOYS
from tests.orders.formulas.paraphrases import PARAPHRASES
from tests.orders.formulas.unseen import UNSEEN
from tests.orders.formulas.unseen_decoys import UNSEEN_DECOYS

HEAD = "О дорожной карте проекта «Плечо» на 2023 год\n№\tДействие\tСрок\tИсполнитель\tПоказатель"


@dataclass(frozen=True)
class Measured:
    """How many were proposed rightly and wrongly, of how many that have a sentence; the misses."""

    right: int
    wrong: int
    known: int
    misses: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Of what has a sentence, the share proposed rightly, in percent."""
        return 100 * self.right / self.known

    @property
    def precision(self) -> float:
        """Of what was proposed, the share that is right, in percent."""
        return 100 * self.right / (self.right + self.wrong)


def indicator(title: str, text: str) -> OrderIndicator:
    """The first indicator of an order of 2023 with this one action."""
    order = f"{HEAD}\n1.\t{title}\tмарт\tОтдел\t{text}"
    return recognise(read(order.encode(), "order.txt")).actions[0].indicators[0]


def rows() -> Iterator[tuple[str, str, str | None]]:
    """Every indicator with the sentence it is, None for a decoy."""
    yield from (*PARAPHRASES, *UNSEEN)
    yield from ((title, text, None) for title, text in (*DECOYS, *UNSEEN_DECOYS))


def measure(expected: Iterable[tuple[str, str, str | None]]) -> Measured:
    """Proposals against what they ought to be."""
    right, wrong, known, misses = 0, 0, 0, []
    for title, text, sentence in expected:
        formula = indicator(title, text).formula
        known += sentence is not None
        right += formula is not None and formula == sentence
        wrong += formula is not None and formula != sentence
        if formula != sentence:
            misses.append(f"{title} | {text}\n    {sentence}\n    {formula}")
    return Measured(right, wrong, known, tuple(misses))


def main() -> None:
    """Print what was measured."""
    found = measure(rows())
    print(*found.misses, sep="\n")  # noqa: T201 - its purpose
    print(f"recall {found.recall:.1f} %, precision {found.precision:.1f} %")  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
