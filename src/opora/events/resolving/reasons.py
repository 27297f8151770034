"""Why an entry of a log is somebody's, may be, or is nobody's: stable codes with words for readers."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    """A code never changes its meaning: it is kept with what was counted by it."""

    EMAIL = "email"
    ALIAS = "alias"
    FULL_NAME = "full_name"
    NAME = "name"
    INITIALS = "initials"
    INITIAL = "initial"
    SURNAME = "surname"
    GIVEN_AND_PATRONYMIC = "given_and_patronymic"
    NAME_AND_ORGANISATION = "name_and_organisation"
    INITIALS_AND_ORGANISATION = "initials_and_organisation"
    SURNAME_AND_ORGANISATION = "surname_and_organisation"
    GIVEN_AND_PATRONYMIC_AND_ORGANISATION = "given_and_patronymic_and_organisation"
    NAME_AND_MUNICIPALITY = "name_and_municipality"
    ORGANISATION = "organisation"
    MUNICIPALITY = "municipality"
    POST = "post"
    POST_AND_ORGANISATION = "post_and_organisation"
    YO = "yo"
    ORDER = "order"
    SLIP = "slip"
    FORMER_SURNAME = "former_surname"
    HALF_SURNAME = "half_surname"
    DIMINUTIVE = "diminutive"
    TRANSLIT = "translit"
    LAYOUT = "layout"
    INVITED = "invited"
    OTHER_ORGANISATION = "other_organisation"
    OTHER_POST = "other_post"
    EARLIER_POST = "earlier_post"
    OTHER_NAME = "other_name"
    OTHER_WORDS = "other_words"
    GIVEN_NAME_ONLY = "given_name_only"
    ORGANISATION_ONLY = "organisation_only"
    SEVERAL_PEOPLE = "several_people"
    NAMESAKES = "namesakes"
    TOO_LITTLE = "too_little"
    DEVICE = "device"
    SHARED_LOGIN = "shared_login"
    UNKNOWN_NAME = "unknown_name"
    UNKNOWN_TEXT = "unknown_text"


LABELS: dict[Reason, str | Promise] = {
    Reason.EMAIL: _("e-mail of the account"),
    Reason.ALIAS: _("name remembered from earlier events"),
    Reason.FULL_NAME: _("surname, given name and patronymic"),
    Reason.NAME: _("surname and given name"),
    Reason.INITIALS: _("surname and initials"),
    Reason.INITIAL: _("surname and first letter"),
    Reason.SURNAME: _("surname"),
    Reason.GIVEN_AND_PATRONYMIC: _("given name and patronymic"),
    Reason.NAME_AND_ORGANISATION: _("surname, given name and organisation"),
    Reason.INITIALS_AND_ORGANISATION: _("surname, initials and organisation"),
    Reason.SURNAME_AND_ORGANISATION: _("surname and organisation"),
    Reason.GIVEN_AND_PATRONYMIC_AND_ORGANISATION: _("given name, patronymic and organisation"),
    Reason.NAME_AND_MUNICIPALITY: _("name and municipality"),
    Reason.ORGANISATION: _("organisation agrees"),
    Reason.MUNICIPALITY: _("municipality agrees"),
    Reason.POST: _("post agrees"),
    Reason.POST_AND_ORGANISATION: _("post and organisation; a substitute may have been there"),
    Reason.YO: _("ё and е"),
    Reason.ORDER: _("words in another order"),
    Reason.SLIP: _("a slip of one letter"),
    Reason.FORMER_SURNAME: _("former name"),
    Reason.HALF_SURNAME: _("half of a double surname"),
    Reason.DIMINUTIVE: _("short form of the given name"),
    Reason.TRANSLIT: _("in Latin letters"),
    Reason.LAYOUT: _("typed in the other keyboard layout"),
    Reason.INVITED: _("was invited"),
    Reason.OTHER_ORGANISATION: _("another organisation is written"),
    Reason.OTHER_POST: _("another post is written"),
    Reason.EARLIER_POST: _("had a post there on another day only"),
    Reason.OTHER_NAME: _("another name is written"),
    Reason.OTHER_WORDS: _("words beside it are not understood"),
    Reason.GIVEN_NAME_ONLY: _("only a given name"),
    Reason.ORGANISATION_ONLY: _("only an organisation"),
    Reason.SEVERAL_PEOPLE: _("several people in one line"),
    Reason.NAMESAKES: _("several people are called so"),
    Reason.TOO_LITTLE: _("too little is written to be sure"),
    Reason.DEVICE: _("name of a device"),
    Reason.SHARED_LOGIN: _("shared entry, no name is given"),
    Reason.UNKNOWN_NAME: _("nobody in Opora is called so"),
    Reason.UNKNOWN_TEXT: _("no name in it is known"),
}


def label(code: str) -> str:
    """A reason in the words of the reader."""
    return str(LABELS[Reason(code)])
