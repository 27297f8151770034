"""Finding certificates: by number, by key, by a part of what they say."""

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from opora.certificates.models import Certificate
from opora.certificates.numbers import read


def latest(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Each number once: of a certificate that a merge of two entries recorded anew, the newer row."""
    newer = Certificate.objects.filter(number=OuterRef("number"), pk__gt=OuterRef("pk"))
    return certificates.filter(~Exists(newer))


def matching(certificates: QuerySet[Certificate], *, text: str = "", about: str = "") -> QuerySet[Certificate]:
    """Those about one thing whose name, title or number holds every word of a text, whatever the case."""
    if about:
        certificates = certificates.filter(about=about)
    for word in text.split():
        said = Q(name__icontains=word) | Q(title__icontains=word) | Q(number__icontains=word)
        number = read(word)
        certificates = certificates.filter(said | Q(number=number) if number else said)
    return certificates


def subjects(certificates: QuerySet[Certificate], most: int) -> list[tuple[str, str]]:
    """Keys and titles of what these are about, the latest first; one of its titles where they differ."""
    rows = certificates.order_by().values("about").annotate(day=Max("last_day"), title=Max("title"))
    return list(rows.order_by("-day", "about").values_list("about", "title")[:most])


def by_number(number: str) -> Certificate | None:
    """The certificate with a number, revoked or not; None for a number that was never given."""
    return Certificate.objects.filter(number=number).select_related("region").order_by("-pk").first()


def by_key(public_key: str) -> Certificate | None:
    """The certificate behind a public address, revoked or not."""
    return Certificate.objects.filter(public_key=public_key).select_related("region").order_by("-pk").first()


def for_printing(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Those of these that hold, with their regions, by name."""
    return certificates.filter(voided_at=None).select_related("region").order_by("name", "pk")
