"""The page of the 53 indicators is what the programme and the words in force say."""

import re

from tests.spec.indicators import PAGE, keys, load, page

REGENERATE = "docs/indicators.md is out of date: python -m tests.spec.indicators"


def test_the_page_of_indicators_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(load()), REGENERATE


def test_the_page_holds_a_russian_and_an_english_sentence_for_each_of_the_53() -> None:
    programme = load()
    every = [key for action in programme["actions"] for key in keys(action)]
    said = re.findall(r"^> (.+)\n>\n> (.+)\n\n- Formula", page(programme), re.MULTILINE)
    assert len(every) == len(set(every)) == 53
    assert len(said) == len(every)
    for russian, english in said:
        assert russian[0].isupper()
        assert english[0].isupper()
        assert russian.endswith(".")
        assert english.endswith(".")
        assert not re.search("[A-Za-z]{2}", russian.replace("II", ""))
        assert not re.search("[А-Яа-я]", english)
