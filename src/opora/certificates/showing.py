"""A certificate in the words of the pages and of the paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from opora.certificates.models import Certificate, Role
from opora.core import numbers


@dataclass(frozen=True, slots=True)
class Shown:
    """What a certificate says. `minutes`, `place` and `organiser` may be ""; `revoked_on` is "" while it holds."""

    pk: int
    number: str
    heading: str
    name: str
    title: str
    days: str
    minutes: str
    place: str
    organiser: str
    region: str
    issued_on: str
    revoked_on: str
    url: str
    file_url: str
    verify_url: str


def show(certificate: Certificate) -> Shown:
    """One of them; its region is loaded already. A revoked one has no file."""
    revoked = certificate.voided_at
    return Shown(
        pk=certificate.pk,
        number=certificate.number,
        heading=heading(certificate),
        name=certificate.name,
        title=certificate.title,
        days=numbers.days(certificate.first_day, certificate.last_day),
        minutes=duration(certificate.minutes),
        place=certificate.place,
        organiser=certificate.organiser,
        region=certificate.region.name,
        issued_on=numbers.day(certificate.occurred_on),
        revoked_on=_day(certificate) if revoked else "",
        url=reverse("certificates:certificate", args=[certificate.pk]),
        file_url="" if revoked else reverse("certificates:file", args=[certificate.pk]),
        verify_url=reverse("certificates:verified", args=[certificate.public_key]),
    )


def show_all(certificates: Iterable[Certificate]) -> list[Shown]:
    """Several."""
    return [show(one) for one in certificates]


def heading(certificate: Certificate) -> str:
    """What stands at its top."""
    return _("Certificate of a speaker") if certificate.role == Role.SPEAKER else _("Certificate of a participant")


def duration(minutes: int | None) -> str:
    """ "6 h 30 min"; "" when it is not told."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(n)d h") % {"n": hours}] * bool(hours) + [_("%(n)d min") % {"n": rest}] * bool(rest)
    return numbers.NBSP.join(part.replace(" ", numbers.NBSP) for part in parts)


def _day(certificate: Certificate) -> str:
    """The day of revoking where the region is."""
    with timezone.override(certificate.region.time_zone):
        return numbers.day(timezone.localdate(certificate.voided_at))
