"""permissions.yaml: its mistakes are listed with what is accepted, and it names every URL there is, and no other."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from opora.accounts.models import Post
from opora.accounts.permissions import MatrixError, Open, grants_of, matrix, parse, read
from opora.core.actors import Scope

GOOD: dict[str, Any] = {
    "objects": {"school": ["read", "close"]},
    "roles": {"ministry": {"school": {"read": "region", "close": "region"}}, "curator": {"school": {"read": "own"}}},
    "urls": {"sign-in": "public", "me": "signed-in", "school": "school read"},
}
ROLES = ["ministry", "curator"]


def names() -> Iterator[str]:
    """Every name the resolver knows, with its namespace."""
    yield from _names(get_resolver().url_patterns, "")


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern.url_patterns, space)
        else:
            assert pattern.name, f"{pattern.pattern} has no name, so permissions.yaml cannot speak of it"
            yield f"{prefix}{pattern.name}"


def test_every_url_is_in_the_matrix_and_nothing_else() -> None:
    assert sorted(set(names())) == sorted(matrix().urls)


def test_every_role_is_a_post() -> None:
    assert set(matrix().roles) == set(Post.values)


def test_a_good_file_is_read() -> None:
    found = read(GOOD, roles=ROLES)
    assert found.roles["curator"] == {("school", "read"): Scope.OWN}
    assert found.urls == {"sign-in": Open.PUBLIC, "me": Open.SIGNED_IN, "school": ("school", "read")}


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("roles", {**GOOD["roles"], "janitor": {}}, "roles: unknown role 'janitor'; accepted: curator, ministry"),
        ("roles", {"ministry": {}}, "the role 'curator' is missing"),
        (
            "roles",
            {**GOOD["roles"], "curator": {"shcool": {"read": "own"}}},
            "role curator: unknown object 'shcool'; accepted: school",
        ),
        (
            "roles",
            {**GOOD["roles"], "curator": {"school": {"burn": "own"}}},
            "role curator, school: unknown verb 'burn'; accepted: close, read",
        ),
        (
            "roles",
            {**GOOD["roles"], "curator": {"school": {"read": "world"}}},
            "role curator, school: unknown scope 'world'; accepted: own, region",
        ),
        ("urls", {"x": "scholl read"}, "url x: unknown object 'scholl'; accepted: public, school, signed-in"),
        ("urls", {"x": "school burn"}, "url x: unknown verb 'burn'; accepted: close, read"),
        ("urls", {"x": "school"}, "url x: unknown verb ''; accepted: close, read"),
    ],
)
def test_a_mistake_is_told_with_what_is_accepted(part: str, value: object, message: str) -> None:
    with pytest.raises(MatrixError) as told:
        read({**GOOD, part: value}, roles=ROLES)
    assert message in str(told.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(MatrixError) as told:
        read({**GOOD, "extra": 1, "urls": {"x": "burn", "y": "burn"}}, roles=ROLES)
    assert len(str(told.value).splitlines()) == 3


def test_nothing_is_named_twice() -> None:
    with pytest.raises(MatrixError, match="line 2: named twice: here"):
        parse("urls:\n  here: public\n  there: public\n  here: signed-in\n")
    assert parse("a: &x {b: c}\nd: *x\n") == {"a": {"b": "c"}, "d": {"b": "c"}}


def test_an_unknown_role_may_nothing() -> None:
    assert grants_of("janitor") == {}
