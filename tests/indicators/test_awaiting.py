"""Words declared by a programme: what they become, and every way a declaration can be wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import translation

from opora.indicators.awaiting import read_awaiting, spoken
from opora.indicators.checker import check
from opora.indicators.facts import Proof
from opora.indicators.registry import Kind, Registry
from opora.indicators.syntax import parse

PROGRAMME = Path(__file__).parents[2] / "programmes" / "2022.yaml"
VISITED = {
    "kind": "fact",
    "of": ["school"],
    "arguments": ["kind"],
    "proof": "subjects",
    "ru": "в которых куратор провёл {kind}",
    "en": "that had a {kind} visit",
}
ATTENDED = {
    "kind": "fact",
    "of": ["school", "person"],
    "arguments": ["event", "series"],
    "one_of": ["event", "series"],
    "proof": "source",
    "ru": "участвовавших {event}{series}",
    "en": "present at {event}{series}",
}
VIEWS = {
    "kind": "records",
    "arguments": ["section"],
    "optional": ["section"],
    "proof": "running",
    "ru": "просмотров {section} за год",
    "en": "views {section} in the year",
}


def test_a_declaration_becomes_a_word_that_is_only_awaited() -> None:
    words, mistakes = read_awaiting({"visited": VISITED})

    word = words["visited"]
    assert mistakes == []
    assert (word.name, word.kind, word.of, word.proof) == ("visited", Kind.FACT, ("school",), Proof.SUBJECTS)
    assert word.call is None
    assert list(word.signature.parameters) == ["kind"]


def test_nothing_declared_is_no_mistake() -> None:
    assert read_awaiting(None) == ({}, [])
    assert read_awaiting({}) == ({}, [])


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "в которых куратор провёл посещение"), ("en", "that had a посещение visit")]
)
def test_the_phrase_follows_the_active_language(language: str, said: str) -> None:
    phrase = read_awaiting({"visited": VISITED})[0]["visited"].phrase
    with translation.override(language):
        assert phrase("посещение") == phrase(kind="посещение") == said


def test_an_argument_left_out_leaves_no_hole_in_the_phrase() -> None:
    phrase = read_awaiting({"page_views": VIEWS})[0]["page_views"].phrase
    with translation.override("ru"):
        assert phrase() == "просмотров за год"
        assert phrase("новостей") == "просмотров новостей за год"


def test_without_an_active_language_the_phrase_is_english() -> None:
    phrase = read_awaiting({"page_views": VIEWS})[0]["page_views"].phrase
    with translation.override(None):
        assert phrase() == "views in the year"
        assert spoken({"ru": "да", "en": "yes"}) == "yes"


@pytest.mark.parametrize(
    ("formula", "faults"),
    [
        ('count(page_views("news"))', 0),
        ("count(page_views())", 0),
        ('count(page_views("news", "docs"))', 1),
        ('share(schools(), attended("forum"))', 0),
        ('share(schools(), attended(series="seminar"))', 0),
        ('share(schools(), attended("forum", series="seminar"))', 1),
        ("share(schools(), attended())", 1),
        ("share(schools(), visited())", 1),
    ],
)
def test_the_checker_knows_which_arguments_a_sentence_may_leave_out(formula: str, faults: int) -> None:
    schools = {"kind": "population", "of": ["school"], "ru": "школ", "en": "schools"}
    declared = {"page_views": VIEWS, "attended": ATTENDED, "visited": VISITED, "schools": schools}
    registry = Registry().with_words(read_awaiting(declared)[0])
    assert len(check(parse(formula), registry)) == faults


def wrong(declared: Any) -> list[str]:
    words, mistakes = read_awaiting(declared)
    assert not words
    return [str(mistake) for mistake in mistakes]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": None}, "kind: is missing"),
        ({"kind": "facts"}, "kind: accepted: population, fact, records, delivery"),
        ({"kind": ["fact"]}, "kind: accepted: population, fact, records, delivery"),
        ({"proof": None}, "proof: is missing"),
        ({"proof": "luck"}, "proof: accepted: source, running, subjects"),
        ({"kind": "population"}, "proof: a population has none"),
        ({"kind": "population", "proof": None, "of": None}, "of: a population gives exactly one kind of subject"),
        ({"of": None}, "of: a fact names the kinds of subject it answers for"),
        ({"kind": "records"}, "of: only a population or a fact has subjects"),
        ({"of": "school"}, "of: a list of different names is expected here"),
        ({"of": ["school", "school"]}, "of: a list of different names is expected here"),
        ({"arguments": {"kind": "text"}}, "arguments: a list of different names is expected here"),
        ({"arguments": ["kind", "class"]}, "arguments: “class” cannot be written in a sentence"),
        ({"one_of": ["event"]}, "one_of: “event” is not among the arguments"),
        ({"arguments": ["kind", "by"], "optional": ["kind"]}, "arguments: “by” follows one that may be left out"),
        ({"ru": None}, "ru: is missing"),
        ({"en": " "}, "en: is missing"),
        ({"ru": 5}, "ru: is missing"),
        ({"en": "with a {sort} visit"}, "en: “{sort}” stands for no argument"),
        ({"en": "with a {kind visit"}, "en: a brace has no counterpart"),
        (
            {"prove": "source"},
            "prove: there is no such field; accepted: kind, of, arguments, one_of, optional, proof, ru, en",
        ),
    ],
)
def test_each_mistake_is_told_with_its_place(change: dict[str, Any], said: str) -> None:
    fields = {name: value for name, value in {**VISITED, **change}.items() if value is not None}
    assert f"awaiting.visited.{said}" in wrong({"visited": fields})


@pytest.mark.usefixtures("english")
def test_all_mistakes_are_told_at_once_and_good_words_are_kept() -> None:
    declared = {"visited": VISITED, "share": VISITED, "Attended": VISITED, 5: VISITED, "news": None, "seen": {}}
    words, mistakes = read_awaiting(declared)
    assert list(words) == ["visited"]
    assert [str(mistake) for mistake in mistakes] == [
        "awaiting.share: this is not the name of a word",
        "awaiting.Attended: this is not the name of a word",
        "awaiting.5: this is not the name of a word",
        "awaiting.news: a mapping of fields is expected here",
        "awaiting.seen.kind: is missing",
        "awaiting.seen.ru: is missing",
        "awaiting.seen.en: is missing",
    ]
    assert wrong(["visited"]) == ["awaiting: a mapping of words is expected here"]


def test_the_programme_of_2022_declares_its_words_without_mistakes() -> None:
    declared = yaml.safe_load(PROGRAMME.read_text("utf-8"))["awaiting"]
    words, mistakes = read_awaiting(declared)
    assert mistakes == []
    assert list(words) == list(declared)
