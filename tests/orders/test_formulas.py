"""Proposed formulas: sentences of the language, rightly read off wordings of our own, each word with its phrase."""

import re

import pytest

from opora.indicators.checker import read
from opora.indicators.registry import Kind as WordKind
from opora.orders import Order, read_order
from opora.orders.formulas import sentences
from opora.orders.formulas.facts import OF
from opora.orders.formulas.populations import SUBJECT
from opora.orders.formulas.sentences import LEAST_CONFIDENCE
from opora.orders.order import OrderIndicator
from tests.orders.formulas.__main__ import HEAD, indicator, measure, rows
from tests.orders.formulas.decoys import DECOYS
from tests.orders.formulas.paraphrases import PARAPHRASES
from tests.orders.formulas.unseen import UNSEEN
from tests.wordbook.words import book

READABLE_WITHOUT_A_PHRASE = {"series", "provider"}


def proposals(order: Order) -> list[OrderIndicator]:
    return [one for action in order.actions for one in action.indicators if one.formula]


def explained(one: OrderIndicator) -> set[str]:
    return {evidence.word for evidence in one.evidence}


@pytest.mark.parametrize("name", ["damaged_order", "real_order"])
def test_every_proposal_is_a_sentence_with_a_phrase_behind_each_word(name: str, request: pytest.FixtureRequest) -> None:
    order: Order = request.getfixturevalue(name)
    words = book()
    assert len(proposals(order)) > 20
    for action in order.actions:
        told = " ".join([action.title, *(one.text for one in action.indicators)])
        for one in filter(lambda found: found.formula, action.indicators):
            read(one.formula or "", words)
            named = set(re.findall(r'"[^"]*"|[a-z_]+|\d+', one.formula or "")) - READABLE_WITHOUT_A_PHRASE
            assert explained(one) == named
            assert all(evidence.phrase and evidence.phrase in told for evidence in one.evidence), one
            assert one.confidence is not None
            assert LEAST_CONFIDENCE <= one.confidence <= 1


def test_the_measured_proposals() -> None:
    """None is wrong; what the page says of both figures is what is measured."""
    found = measure(rows())
    assert len(PARAPHRASES) >= 60
    assert len(DECOYS) >= 60
    assert found.wrong == 0, found.misses
    assert found.recall >= 95, found.misses


def test_every_paraphrase_is_a_sentence_too() -> None:
    words = book()
    for _title, _text, sentence in (*PARAPHRASES, *UNSEEN):
        read(sentence, words)


def test_paraphrases_have_every_word_of_the_language() -> None:
    told = " ".join(sentence for _title, _text, sentence in PARAPHRASES)
    words = set(re.findall(r"[a-z_]+(?=\()", told))
    assert set(book().words) <= words


def test_a_fact_is_asked_only_of_whom_it_can_answer_for() -> None:
    words = book().words
    assert OF.keys() == {name for name, word in words.items() if word.kind is WordKind.FACT}
    for fact, populations in OF.items():
        assert {SUBJECT[name] for name in populations} <= set(words[fact].of)
    assert {name: words[name].of for name in SUBJECT} == {name: (kind,) for name, kind in SUBJECT.items()}


@pytest.mark.parametrize(
    ("title", "text", "formula"),
    [
        ("Круглый стол", "Доля школ 2022 года, принявших участие", 'share(schools(previous), attended("round-table"))'),
        (
            "Круглый стол",
            "Доля школ 2022 и 2023 годов, принявших участие",
            'share(schools(current, previous), attended("round-table"))',
        ),
        (
            "Форум школ 2022 и 2023 гг.",
            "Доля школ, принявших участие",
            'share(schools(current, previous), attended("forum"))',
        ),
        ("Форум по итогам 2022 года", "Доля школ, принявших участие", 'share(schools(current), attended("forum"))'),
        (
            "Форум в 2022/2023 учебном году",
            "Доля школ, принявших участие",
            'share(schools(current), attended("forum"))',
        ),
        (
            "Круглый стол в рамках форума",
            "Доля школ, принявших участие в круглом столе",
            'share(schools(current), attended("round-table"))',
        ),
        (
            "Круглый стол в рамках форума",
            "Доля школ, принявших участие в мероприятии",
            'share(schools(current), attended("round-table"))',
        ),
        ("Встречи", "Доля школ, принявших участие в вебинаре", 'share(schools(current), attended("webinar"))'),
    ],
)  # fmt: skip
def test_cohorts_and_events(title: str, text: str, formula: str) -> None:
    assert indicator(title, text).formula == formula


def test_words_that_only_the_title_explains_cost_confidence() -> None:
    plain = indicator("Семинар о чтении", "Доля школ, принявших участие в семинаре")
    titled = indicator("Семинар о чтении", "Доля школ, принявших участие в семинаре о чтении")
    described = indicator("Семинар", "Доля школ, принявших участие в большом семинаре")
    assert plain.formula == titled.formula == described.formula is not None
    assert plain.confidence == 1
    assert titled.confidence == pytest.approx(1 - 0.2 / 6, abs=0.01)
    assert described.confidence == pytest.approx(1 - 1 / 6, abs=0.01)


def test_the_evidence_is_the_phrase_of_the_order() -> None:
    found = indicator("Второй выезд кураторов", "Доля ШНОР проекта «Плечо», посещённых кураторами")
    assert [(one.word, one.phrase) for one in found.evidence] == [
        ("share", "Доля"),
        ("schools", "ШНОР"),
        ("current", "проекта «Плечо»"),
        ("visited", "посещённых кураторами"),
        ('"repeated"', "Второй"),
    ]


def test_two_readings_are_no_proposal(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as = [sentences.Proposal(formula, 1.0, ()) for formula in ("count(news())", "count(requests())")]
    monkeypatch.setattr(sentences, "_readings", lambda *_told: read_as)
    assert indicator("Новости", "Количество новостей").formula is None
    del read_as[1]
    assert indicator("Новости", "Количество новостей").formula == "count(news())"


def order_of(*lines: str) -> Order:
    return read_order("\n".join([HEAD, *lines]).encode(), "order.txt")


def test_events_stages_and_documents_of_a_kind_are_numbered() -> None:
    order = order_of(
        "1.\tФорум\tмарт\tОтдел\tДоля школ, принявших участие в форуме",
        "2.\tФорум\tмай\tОтдел\tДоля школ, принявших участие в форуме",
        "3.\tЭкспертиза подтверждающих документов\tмай\tОтдел\tДоля школ, прошедших экспертизу",
        "4.\tЭкспертиза подтверждающих документов\tиюнь\tОтдел\tДоля школ, прошедших экспертизу",
        "5.\tПлан\tмай\tОтдел\tПлан утверждён",
        "6.\tПлан\tмай\tОтдел\tПлан утверждён",
    )
    assert [one.formula for one in proposals(order)] == [
        'share(schools(current), attended("forum-1"))',
        'share(schools(current), attended("forum-2"))',
        'share(schools(current), expertise_passed("stage-1"))',
        'share(schools(current), expertise_passed("stage-2"))',
        'delivered("plan-1")',
        'delivered("plan-2")',
    ]


def test_an_indicator_copied_from_another_event_is_read_as_its_own_with_less_confidence() -> None:
    row = "{}.\t{}\tмарт\tОтдел\tДоля начальников МОУО, принявших участие в форуме"
    first, second = proposals(order_of(row.format(1, "Форум"), row.format(2, "Заседание коллегии")))
    assert second.formula == 'share(municipal_heads(), attended("collegium"))'
    assert (first.confidence or 0) > (second.confidence or 0)


def test_abbreviations_that_the_order_brings_in() -> None:
    order = order_of(
        "1.\tВебинар для школ с низкими результатами (далее – ШНО)\tмарт\tОтдел\tДоля ШНО, принявших участие",
        "2.\tВКС с управлениями образования (далее – УО)\tмарт\tОтдел\tДоля руководителей УО, принявших участие",
        "3.\tФорум центра помощи школам с низкими результатами (далее – ЦПШ)\tмай\tОтдел\tДоля ЦПШ, принявших участие",
    )  # fmt: skip
    assert [one.formula for one in proposals(order)] == [
        'share(schools(current), attended("webinar"))',
        'share(municipal_heads(), attended("vks"))',
    ]
