"""The word about works: prepared, that is accepted, for an occasion."""

from django.utils.translation import gettext as _

from opora.indicators.context import Context
from opora.indicators.facts import Fact, Proof
from opora.indicators.registry import language
from opora.practices import prepared as answers


@language.fact(
    of=("school", "post", "person"),
    proof=Proof.RUNNING,
    phrase=lambda at, kind: _("with %(kind)s prepared for %(at)s") % {"kind": kind, "at": at},
)
def prepared(context: Context, at: str, kind: str) -> Fact:
    """Whether a work of the kind was handed in for the occasion and accepted, published or not; met since the day of
    the first acceptance. A post counts the works of its holder.

    Absence is missing: nothing was handed in, what was waits for acceptance, or it was returned with remarks.
    """
    return answers.prepared(context, at, kind)
