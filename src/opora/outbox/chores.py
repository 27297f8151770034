"""What the outbox does again and again."""

from django.utils.translation import gettext_lazy as _

from opora.core.jobs.schedule import every
from opora.outbox.delivery import deliver_due


@every("send-letters", seconds=60, title=_("Sending letters"))
def send_letters() -> None:
    """One round: it ends after delivery.ROUND, well within the lease of the schedule, and runs in no transaction."""
    deliver_due()
