"""An order on its way from the document to the roadmap: read, confirmed field by field, put in force.

`work.Work` is what a draft says now; all writing goes through the actions named here.
"""

from opora.roadmap.drafts.accepting import accept_findings, take_acceptance_back
from opora.roadmap.drafts.beginning import begin, read_draft
from opora.roadmap.drafts.confirming import (
    confirm_cell,
    confirm_right_rows,
    confirm_rows,
    correct_cell,
    leave_uncounted,
    stay_at,
    undo,
)
from opora.roadmap.drafts.keys import Key
from opora.roadmap.drafts.publishing import Published, discard, publish
from opora.roadmap.drafts.work import Work

__all__ = [
    "Key",
    "Published",
    "Work",
    "accept_findings",
    "begin",
    "confirm_cell",
    "confirm_right_rows",
    "confirm_rows",
    "correct_cell",
    "discard",
    "leave_uncounted",
    "publish",
    "read_draft",
    "stay_at",
    "take_acceptance_back",
    "undo",
]
