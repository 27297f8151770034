"""The number of a certificate tells every slip of one sign, and of two signs that changed places."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opora.certificates.numbers import SIGNS, check_sign, new_number, read

NUMBERS = st.builds(new_number, st.integers(2000, 2100), st.integers(1, 999_999))


def test_the_check_sign_by_hand():
    """2022-0004-7K4 with weights 3^1 … 3^11 from the right, modulo 31: worked out on paper."""
    values = [2, 0, 2, 2, 0, 0, 0, 4, 7, SIGNS.index("K"), 4]
    weights = [13, 25, 29, 20, 17, 16, 26, 19, 27, 9, 3]
    total = sum(value * weight for value, weight in zip(values, weights, strict=True))
    assert SIGNS.index(check_sign("2022-0004-7K4")) == -total % 31


@given(NUMBERS)
def test_a_new_number_is_read_as_it_is(number):
    assert read(number) == number


@given(NUMBERS)
def test_every_wrong_sign_is_found(number):
    for place, sign in enumerate(number):
        others = [other for other in SIGNS if other != sign] if sign != "-" else []
        for other in others:
            assert read(number[:place] + other + number[place + 1 :]) is None


@given(NUMBERS)
def test_every_two_signs_that_changed_places_are_found(number):
    plain = number.replace("-", "")
    for one, other in combinations(range(len(plain)), 2):
        swapped = list(plain)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if swapped[one] != swapped[other]:
            assert read("".join(swapped)) is None


@given(NUMBERS)
def test_people_may_type_it_in_their_own_way(number):
    cyrillic = str.maketrans("ABEKMHPCTYX0", "АВЕКМНРСТУХО")
    assert read(f" № {number.lower()} ") == number
    assert read(number.replace("-", " – ")) == number
    assert read(number.replace("-", "")) == number
    assert read(number.translate(cyrillic)) == number
    assert read(number.replace("1", "I").replace("0", "o")) == number


@pytest.mark.parametrize(
    "written", ["", "2022", "2022-0004", "2022-0004-", "x" * 500, "2022-0004-7K\0M", "٢٠٢٢-0004-7KMA"]
)
def test_what_is_no_number_is_none(written):
    assert read(written) is None


def test_numbers_do_not_follow_from_one_another():
    assert len({new_number(2022, 4) for _time in range(50)}) > 40
