"""Plain sentences of every shape of formula, in both languages, composed from words as programmes declare them."""

from pathlib import Path

import pytest
import yaml
from django.utils import translation

from opora.core.numbers import NBSP
from opora.indicators.awaiting import read_awaiting
from opora.indicators.checker import read
from opora.indicators.registry import language
from opora.indicators.sentences import enumerated, sentence, titles_of, unit
from tests.indicators.spoken_words import spoken

PROGRAMME = yaml.safe_load((Path(__file__).parents[2] / "programmes" / "2022.yaml").read_text("utf-8"))
BUILT = {name: language.words[name] for name in ("attended", "presented", "sessions")}
LANGUAGE = spoken().with_words({**read_awaiting(PROGRAMME["awaiting"])[0], **BUILT})
TITLES = titles_of(PROGRAMME)


def said(formula: str, spoken_in: str = "ru") -> str:
    with translation.override(spoken_in):
        return sentence(read(formula, LANGUAGE), LANGUAGE, TITLES).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("formula", "russian", "english"),
    [
        (
            'share(schools(current), visited("first"))',
            "Доля школ — участниц проекта 2022 года, в которых куратор провёл первичное посещение.",
            "Share of schools of the 2022 programme that had a first visit of a curator.",
        ),
        (
            "share(municipalities(current), coordinator_appointed())",
            "Доля муниципалитетов — участников проекта 2022 года, в которых назначен координатор.",
            "Share of municipalities of the 2022 programme that have a coordinator.",
        ),
        (
            'count(schools(current, growth_point=True), presented("regional"))',
            (
                "Число школ с «Точкой роста» — участниц проекта 2022 года, представивших опыт "
                "на региональных мероприятиях."
            ),
            (
                "Number of schools with a Growth Point of the 2022 programme that presented their experience "
                "at regional events."
            ),
        ),
        (
            'count(schools(current, previous), prepared("festival", "experience"))',
            (
                "Число школ — участниц проекта 2021 или 2022 года, подготовивших публикацию о своём опыте "
                "для II регионального фестиваля управленческих практик."
            ),
            (
                "Number of schools of the 2021 or 2022 programme with a publication about their experience "
                "prepared for the second regional festival of management practices."
            ),
        ),
        (
            'share(school_heads(current) | curators(current) | coordinators(current), attended("vector-1"))',
            (
                "Доля руководителей, кураторов и муниципальных координаторов школ — участниц проекта 2022 года "
                "(каждый человек — один раз), участвовавших в интенсиве «Вектор развития» по концептуальным документам."
            ),
            (
                "Share of heads, curators and coordinators of schools of the 2022 programme (each person once) "
                "present at the intensive “Vector of Development” on concept documents."
            ),
        ),
        (
            "count(requests())",
            "Число обращений в дистанционный консультационный пункт.",
            "Number of requests to the remote consultation desk.",
        ),
        (
            "least_per_month(news())",
            "Наименьшее за месяц число новостей о мероприятиях проекта.",
            "Least number of news posts about the project’s events in a month.",
        ),
        (
            'delivered("methodical-guide")',
            "Методическое пособие о региональном опыте утверждено.",
            "The methodical guide to the regional experience is approved.",
        ),
        (
            (
                "change(share(municipalities(current), systemic_approach(1)), "
                "share(municipalities(current), systemic_approach(2)))"
            ),
            (
                "На сколько процентных пунктов доля муниципалитетов — участников проекта 2022 года, показавших "
                "во втором мониторинге системный подход к работе со школами, больше той же доли в первом мониторинге."
            ),
            (
                "By how many percentage points the share of municipalities of the 2022 programme that showed a "
                "systematic approach to their schools at the second monitoring exceeds the same share at the first "
                "monitoring."
            ),
        ),
        (
            (
                "change(share(municipalities(previous), systemic_approach(1)), "
                "share(municipalities(current), systemic_approach(2)))"
            ),
            (
                "На сколько процентных пунктов доля муниципалитетов — участников проекта 2022 года, показавших "
                "во втором мониторинге системный подход к работе со школами, больше доли муниципалитетов — участников "
                "проекта 2021 года, показавших в первом мониторинге системный подход к работе со школами."
            ),
            (
                "By how many percentage points the share of municipalities of the 2022 programme that showed a "
                "systematic approach to their schools at the second monitoring exceeds the share of municipalities of "
                "the 2021 programme that showed a systematic approach to their schools at the first monitoring."
            ),
        ),
    ],
)
def test_each_shape_of_formula(formula: str, russian: str, english: str) -> None:
    assert said(formula, "ru") == russian
    assert said(formula, "en") == english


def test_the_same_code_is_said_in_the_form_each_word_needs() -> None:
    assert said('share(schools(current), attended(series="internship"))').endswith(
        "участвовавших в стажёрских практиках на инновационных площадках."
    )
    assert said('count(sessions("internship"))') == "Число проведённых стажёрских практик."


def test_a_code_without_a_title_stands_in_quotes() -> None:
    assert said('count(sessions("forum"))') == "Число проведённых «forum»."
    assert said('count(sessions("forum"))', "en") == "Number of “forum” held."
    assert said("share(municipalities(), systemic_approach(3))").startswith("Доля муниципалитетов, показавших 3")


def test_a_change_whose_first_wave_has_no_title_is_said_in_full() -> None:
    waves = "change(share(municipalities(), systemic_approach(3)), share(municipalities(), systemic_approach(1)))"
    assert said(waves, "en") == (
        "By how many percentage points the share of municipalities that showed a systematic approach to their schools "
        "at the first monitoring exceeds the share of municipalities that showed a systematic approach to their "
        "schools 3."
    )


def test_spaces_before_a_dash_and_between_a_number_and_its_noun_do_not_break() -> None:
    formula = read('count(schools(current), prepared("festival", "experience"))', LANGUAGE)
    with translation.override("ru"):
        text = sentence(formula, LANGUAGE, TITLES)
    for unbroken in ("школ — участниц", "2022 года", "II регионального"):
        assert unbroken.replace(" ", NBSP, 1) in text


@pytest.mark.parametrize(
    ("phrases", "together"),
    [
        (["школ"], "школ"),
        (["школ", "школ"], "школ"),
        (["кураторов школ", "координаторов школ"], "кураторов и координаторов школ"),
        (["кураторов", "руководителей МОУО", "школ"], "кураторов, руководителей МОУО и школ"),
        (["школ", "кураторов школ"], "школ и кураторов школ"),
        (["новых школ", "школ"], "новых школ и школ"),
    ],
)
def test_phrases_in_a_row_say_their_common_end_once(phrases: list[str], together: str) -> None:
    with translation.override("ru"):
        assert enumerated(phrases) == together


@pytest.mark.parametrize(
    ("formula", "noun"),
    [
        ("share(municipal_heads(), attended('vks-1'))", "municipal head"),
        ("share(schools(current) | schools(previous), attended('vks-1'))", "school"),
        ("share(school_heads(current) | curators(current), attended('vks-1'))", "person"),
        ("least_per_month(news())", "news post"),
        ("count(requests())", "request"),
        ("delivered('analytic-report')", "document"),
        (
            "change(share(municipalities(), systemic_approach(1)), share(municipalities(), systemic_approach(2)))",
            "municipality",
        ),
    ],
)
def test_what_a_formula_counts(formula: str, noun: str) -> None:
    assert unit(read(formula, LANGUAGE)) == noun


def test_titles_of_a_programme_hold_the_years_of_its_cohorts() -> None:
    titles = titles_of({"cohorts": {"current": 2023}, "titles": {"forum": {"ru": "форум", "en": "forum"}}})
    assert titles == {"current": {"ru": "2023", "en": "2023"}, "forum": {"ru": "форум", "en": "forum"}}
    assert titles_of({}) == {}
