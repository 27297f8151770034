"""What the matcher answers: one thing surely, several that may be meant, or none with the nearest."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

T = TypeVar("T")


class Why(StrEnum):
    """What an answer rests on, or why it is not sure."""

    CODE = "code"
    ALIAS = "alias"
    NAME = "name"
    PARTS = "parts"
    SEVERAL = "several"
    ALIAS_DISPUTED = "alias-disputed"
    WORDS = "words"
    BRANCH = "branch"
    SLIP = "slip"
    SETTLEMENT_KIND = "settlement-kind"
    DERIVED = "derived"
    LITTLE = "little"
    KIND = "kind"
    MUNICIPALITY = "municipality"
    NOTHING = "nothing"


REASONS: dict[Why, str | Promise] = {
    Why.CODE: _("this is its code"),
    Why.ALIAS: _("somebody decided so"),
    Why.NAME: _("this is its name"),
    Why.PARTS: _("all parts of the name agree"),
    Why.SEVERAL: _("several fit"),
    Why.ALIAS_DISPUTED: _("somebody decided for one, but it may be another"),
    Why.WORDS: _("not all words of it are known: %(words)s"),
    Why.BRANCH: _("it speaks of a branch"),
    Why.SLIP: _("it fits only with a slip of the pen"),
    Why.SETTLEMENT_KIND: _("the settlement is of another kind"),
    Why.DERIVED: _("the settlement is only guessed from an adjective"),
    Why.LITTLE: _("it says too little"),
    Why.KIND: _("it says not whether the town or the district is meant"),
    Why.MUNICIPALITY: _("the municipality is not known"),
    Why.NOTHING: _("nothing known fits"),
}


@dataclass(frozen=True)
class Verdict(Generic[T]):
    """`found` is set only when the answer is sure. `candidates` may be meant; `nearest` is what looks most alike."""

    why: Why
    found: T | None = None
    candidates: tuple[T, ...] = ()
    nearest: T | None = None
    words: str = ""
    """What of the text is not understood."""

    @property
    def outcome(self) -> str:
        """sure, unclear or none."""
        return "sure" if self.found is not None else "unclear" if self.candidates else "none"

    @property
    def reason(self) -> str:
        """Why, in the words of the reader."""
        return str(REASONS[self.why]) % {"words": self.words}
