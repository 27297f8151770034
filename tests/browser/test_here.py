"""The pages for phones at the door: for every eye, in the dark, on 320 px, without a script and from the keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.look


@pytest.mark.parametrize("dark", [False, True])
def test_the_code_is_typed_on_a_small_phone(site, visit, faults, overflow, dark):
    page = visit("/here/", width=320, dark=dark)
    assert faults(page) == []
    assert overflow(page) == 0


def test_a_wrong_code_is_told_beside_it_without_a_script(site, visit):
    page = visit("/here/", width=320, javascript=False)
    page.get_by_label("Код события").fill("000 000")
    page.get_by_label("Код события").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Такого кода нет")
    expect(page.get_by_label("Код события")).to_have_value("000000")
