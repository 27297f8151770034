"""The stages of reading a document in words, for who waits."""

from django.utils.translation import gettext as _

from opora.orders.reading import Stage


def stage_text(stage: Stage) -> str:
    """What is being done to the file."""
    return {
        Stage.READING: _("reading the file"),
        Stage.RECOGNISING: _("recognising the rows"),
        Stage.CHECKING: _("looking for faults"),
    }[stage]
