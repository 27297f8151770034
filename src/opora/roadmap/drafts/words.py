"""The words that formulas of a draft may use: those that are built, and those that programmes wait for."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings

from opora.indicators.awaiting import read_awaiting
from opora.indicators.registry import Registry, language
from opora.organisations.models import Region
from opora.roadmap.models import AwaitedWord
from opora.roadmap.plain_yaml import read_mapping

UNDECIDED = "not_counted"
"""The awaited word of an indicator that nobody has said how to count: it is unknown until it is defined."""
_UNDECIDED: Mapping[str, Any] = {
    "kind": "delivery",
    "arguments": ["indicator"],
    "proof": "source",
    "ru": "ещё не решено, как считать: {indicator}",
    "en": "it is not decided yet how to count: {indicator}",
}


def awaited(region: Region) -> dict[str, Mapping[str, Any]]:
    """Declarations of words that are not built: of the programmes that came with Opora and of those of the region."""
    rows = AwaitedWord.objects.standing().filter(roadmap__programme__region=region).order_by("pk")
    declared = {**_shipped(), **{row.name: row.declaration for row in rows}, UNDECIDED: _UNDECIDED}
    taken = language.words.keys() | language.constants.keys()
    return {name: fields for name, fields in declared.items() if name not in taken}


def words_for(region: Region) -> Registry:
    """Everything a formula of a draft may say."""
    known, _mistakes = read_awaiting(awaited(region))
    return language.with_words(known)


@cache
def _shipped() -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted((settings.BASE_DIR / "programmes").glob("*.yaml")):
        found |= read_mapping(path).get("awaiting") or {}
    return found
