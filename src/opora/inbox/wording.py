"""For whom a to-do is, in words."""

from collections.abc import Sequence

from opora.indicators.figures import Member
from opora.roadmap.showing import tally_text


def whose(members: Sequence[Member], unit: str) -> str:
    """The one subject by its name, several by their number: "3 школы"."""
    return members[0].subject.label if len(members) == 1 else tally_text(unit, len(members))
