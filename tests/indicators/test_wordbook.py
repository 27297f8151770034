"""The words of the tests are those that Opora waits for: they take and give what programmes/2022.yaml declares."""

import pytest

from opora.indicators.awaiting import read_awaiting
from opora.indicators.checker import read
from opora.indicators.registry import language
from opora.roadmap.programme_file import programme_path, read_programme
from tests.wordbook.words import book
from tests.wordbook.words.book import own

FILE = read_programme(programme_path("2022"))
AWAITED, _MISTAKES = read_awaiting(FILE.awaiting)


def test_every_awaited_word_is_connected_and_no_other() -> None:
    assert own.words.keys() == AWAITED.keys()
    assert language.words.keys().isdisjoint(own.words), "the words of the tests stay out of the installation"


@pytest.mark.parametrize("name", sorted(AWAITED))
def test_a_word_takes_and_gives_what_the_programme_declares(name: str) -> None:
    ours, declared = own.words[name], AWAITED[name]
    assert (ours.kind, ours.of, ours.proof, ours.one_of) == (
        declared.kind,
        declared.of,
        declared.proof,
        declared.one_of,
    )
    assert list(ours.signature.parameters) == list(declared.signature.parameters)
    assert ours.help


def test_all_53_sentences_can_be_read_without_an_awaited_word() -> None:
    formulas = [indicator.formula for action in FILE.actions for indicator in action.indicators]
    assert len(formulas) == 53
    for formula in formulas:
        read(formula, book())
