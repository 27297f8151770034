"""What stands in the way of two entries of a person becoming one."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.certificates.models import Certificate
from opora.core import merging


@merging.check
def both_hold_a_certificate(kept: models.Model, double: models.Model) -> Iterator[str]:
    """Certificates about one thing that both entries hold: one of the two papers would say what does not hold."""
    if not isinstance(kept, User) or not isinstance(double, User):
        return
    own = Certificate.objects.standing().filter(person=double)
    for other in Certificate.objects.standing().filter(person=kept, about__in=own.values("about")).order_by("pk"):
        told = {"title": other.title, "number": other.number}
        yield _("both hold a certificate “%(title)s”: revoke one of the two, such as %(number)s") % told
