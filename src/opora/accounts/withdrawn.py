"""People who came with an import that was taken back, and whom voided appointments still name: nobody any more."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.accounts.models import User


def refuse_withdrawn(*people: User) -> None:
    """ValidationError when one of them was taken back; they are locked, so that it does not happen meanwhile."""
    found = User.objects.select_for_update().filter(pk__in={one.pk for one in people}).order_by("pk")
    names = [one.short_name for one in found if one.withdrawn]
    if names:
        text = _("%(person)s was taken back: enter the person anew, or bring the list in again.")
        raise ValidationError(text % {"person": ", ".join(names)})
