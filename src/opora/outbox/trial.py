"""Trying the mail server, with or without a letter."""

from django.conf import settings
from django.utils.translation import gettext as _

from opora.core import clock
from opora.outbox.letters import letter, new_message_id, sender
from opora.outbox.models import Message
from opora.outbox.postal import wire
from opora.outbox.transport import Fate, NoServerError, Transport


def try_connection(to: str = "") -> str:
    """Connect and sign in; with an address also send a letter of trial. Says what worked; NoServerError what not."""
    with Transport() as transport:
        transport.open()
        try:
            own = sender()[1]
        except ValueError:
            raise NoServerError(_("OPORA_EMAIL_FROM holds no e-mail address")) from None
        if not to:
            return _("The mail server lets us in; letters come from %(own)s.") % {"own": own}
        try:
            address = wire(to)
        except ValueError:
            raise NoServerError(_("“%(to)s” is not an e-mail address") % {"to": to}) from None
        trial = Message(
            address=to,
            language="ru",
            subject=_("Opora: a letter of trial"),
            body=_("If you can read this, Opora can send letters."),
            message_id=new_message_id(),
        )
        made = letter(trial, at=clock.now(), time_zone=settings.TIME_ZONE)
        answer = transport.hand_over(made, sender=own, to=address)
    if answer.fate is not Fate.TAKEN:
        raise NoServerError(answer.words or answer.why)
    return _("The mail server took a letter to %(to)s.") % {"to": to}
