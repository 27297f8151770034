"""Every noun that Opora counts, with its number: "21 школа", "от 5 школ", "22 кураторам".

How a noun inflects is for the catalogue of each language. A translation holds all cases of one number, in the order of
`CASES`, between bars: "школа | школы | школе | школу | школой | школе"; a language without cases, such as the English
here, gives one form.
"""

from types import MappingProxyType
from typing import Literal, get_args

from django.utils.translation import npgettext_lazy

from opora.core.numbers import NBSP, integer

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"]
CASES: tuple[Case, ...] = get_args(Case)

# Translators: give every plural form in six cases, in this order, between bars:
# nominative | genitive | dative | accusative | instrumental | prepositional
_NOUNS = {
    "action": npgettext_lazy("noun", "action", "actions", "n"),
    "class": npgettext_lazy("noun", "class", "classes", "n"),
    "consultation": npgettext_lazy("noun", "consultation", "consultations", "n"),
    "coordinator": npgettext_lazy("noun", "coordinator", "coordinators", "n"),
    "curator": npgettext_lazy("noun", "curator", "curators", "n"),
    "day": npgettext_lazy("noun", "day", "days", "n"),
    "document": npgettext_lazy("noun", "document", "documents", "n"),
    "event": npgettext_lazy("noun", "event", "events", "n"),
    "finding": npgettext_lazy("noun", "finding", "findings", "n"),
    "gap": npgettext_lazy("noun", "gap", "gaps", "n"),
    "indicator": npgettext_lazy("noun", "indicator", "indicators", "n"),
    "letter": npgettext_lazy("noun", "letter", "letters", "n"),
    "management team": npgettext_lazy("noun", "management team", "management teams", "n"),
    "month": npgettext_lazy("noun", "month", "months", "n"),
    "municipal head": npgettext_lazy("noun", "municipal head", "municipal heads", "n"),
    "municipality": npgettext_lazy("noun", "municipality", "municipalities", "n"),
    "news post": npgettext_lazy("noun", "news post", "news posts", "n"),
    "percentage point": npgettext_lazy("noun", "percentage point", "percentage points", "n"),
    "person": npgettext_lazy("noun", "person", "people", "n"),
    "post": npgettext_lazy("noun", "post", "posts", "n"),
    "pupil": npgettext_lazy("noun", "pupil", "pupils", "n"),
    "record": npgettext_lazy("noun", "record", "records", "n"),
    "request": npgettext_lazy("noun", "request", "requests", "n"),
    "row": npgettext_lazy("noun", "row", "rows", "n"),
    "school": npgettext_lazy("noun", "school", "schools", "n"),
    "school head": npgettext_lazy("noun", "school head", "school heads", "n"),
    "session": npgettext_lazy("noun", "session", "sessions", "n"),
    "subject": npgettext_lazy("noun", "subject", "subjects", "n"),
    "view": npgettext_lazy("noun", "view", "views", "n"),
}
NOUNS = frozenset(_NOUNS)
"""The names under which the nouns are asked for: their English singular."""

NOUN_OF_WORD = MappingProxyType(
    {
        "schools": "school",
        "municipalities": "municipality",
        "municipal_heads": "municipal head",
        "school_heads": "school head",
        "curators": "curator",
        "coordinators": "coordinator",
        "management_teams": "management team",
        "pupils_assessed": "pupil",
        "actions": "action",
        "requests": "request",
        "consultations": "consultation",
        "page_views": "view",
        "news": "news post",
        "sessions": "session",
    }
)
"""What the populations and records of the language consist of."""


def counted(noun: str, n: int, case: Case = "nominative") -> str:
    """The number with its noun, not to be broken between lines: "21 школа", "1 100 школ"."""
    return f"{integer(n)}{NBSP}{noun_form(noun, n, case)}"


def noun_form(noun: str, n: int, case: Case = "nominative") -> str:
    """The noun alone, as it stands after the number `n` in a case. A noun not in NOUNS raises ValueError."""
    if noun not in _NOUNS:
        raise ValueError(f"The noun {noun!r} is not known; accepted: {', '.join(sorted(_NOUNS))}")
    forms = str(_NOUNS[noun] % {"n": abs(n)}).split("|")
    return forms[CASES.index(case) if len(forms) > 1 else 0].strip()


def noun_of(word: str) -> str:
    """The noun of a population or of records; "subject" for a word that was not foreseen."""
    return NOUN_OF_WORD.get(word, "subject")
