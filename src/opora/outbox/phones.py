"""Telephone numbers as people read them out."""

import phonenumbers
from phonenumbers import PhoneNumberFormat

OWN = 7
"""The country whose numbers are written as inside it: «8 (385) 200-00-00»."""


def written(phone: str) -> str:
    """A number such as "+73852000000" in groups; as it stands when it cannot be read, "" for none."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    own = number.country_code == OWN
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL if own else PhoneNumberFormat.INTERNATIONAL)
