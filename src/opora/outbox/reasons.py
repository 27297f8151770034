"""Why a message was not sent, by code, in the words of the reader."""

from django.utils.translation import gettext_lazy as _

NO_ADDRESS = "no-address"
BAD_ADDRESS = "bad-address"
EMPTY = "empty"
MAY_NOT_SIGN_IN = "may-not-sign-in"
NOT_NEEDED = "not-needed"
NO_SUCH_ADDRESS = "no-such-address"
MAILBOX_FULL = "mailbox-full"
REFUSED = "refused"
TOO_OFTEN = "too-often"
NO_ANSWER = "no-answer"
CRASHED = "crashed"
GUARD_BROKEN = "guard-broken"
UNREADABLE = "unreadable"
BY_HAND = "by-hand"
ERASED = "erased"
RESTORED = "restored"

TEXTS = {
    NO_ADDRESS: _("no e-mail address is known"),
    BAD_ADDRESS: _("the e-mail address is not written as one"),
    EMPTY: _("nothing of the text is left for this person"),
    MAY_NOT_SIGN_IN: _("may not sign in"),
    NOT_NEEDED: _("no longer needed"),
    NO_SUCH_ADDRESS: _("there is no such address"),
    MAILBOX_FULL: _("the mailbox is full"),
    REFUSED: _("the mail server refused it"),
    TOO_OFTEN: _("the mail server put it off too many times"),
    NO_ANSWER: _("the mail server broke off after it got the message"),
    CRASHED: _("sending was interrupted at this message"),
    GUARD_BROKEN: _("it could not be found out whether it is still needed"),
    UNREADABLE: _("the message could not be put into the form of a letter"),
    BY_HAND: _("somebody said that it was sent"),
    ERASED: _("the personal data were erased"),
    RESTORED: _("Opora was restored from a backup: it may have been sent since"),
}


def text(code: str) -> str:
    """A reason in words; "" for none."""
    return str(TEXTS[code]) if code else ""
