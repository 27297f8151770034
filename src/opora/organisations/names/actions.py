"""Deciding what a text means, and taking that back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.organisations.doubles import refuse_doubles
from opora.organisations.models import Municipality, NameAlias, Region, School
from opora.organisations.names import letters


@transaction.atomic
def learn_alias(
    *, region: Region, text: str, of: School | Municipality, by: Actor, basis: str = "", origin: str = Origin.ENTERED
) -> NameAlias:
    """Let a text mean a school or a municipality from now on; what is learned already is answered as it stands.

    ValidationError for a text without a word, for one of another region, for a double that was merged, and for a text
    that means another already.
    """
    key = letters.key(text)
    if not key:
        raise ValidationError({"text": _("Write the name that is to be learned.")})
    school, municipality = (of, None) if isinstance(of, School) else (None, of)
    if (of.municipality if isinstance(of, School) else of).region_id != region.pk:
        raise ValidationError(_("This belongs to another region."))
    if school:
        refuse_doubles([school])
    standing = NameAlias.objects.standing().filter(region=region, key=key)
    learned = standing.filter(school__isnull=school is None).select_related("school", "municipality").first()
    if learned is None:
        made = stamp(on=clock.today(), by=by, origin=origin)
        alias = keep(
            NameAlias(
                region=region,
                text=" ".join(text.split()),
                key=key,
                school=school,
                municipality=municipality,
                basis=basis.strip(),
                **made,
            )
        )
        journal.write(by=by, verb="learn-alias", object_key=journal.key_of(alias), about=journal.key_of(of))
        return alias
    if learned.of != of:
        message = _("“%(text)s” means %(code)s already; forget that first.")
        raise ValidationError(message % {"text": learned.text, "code": learned.of.code})
    return learned


def forget_alias(*, alias: NameAlias, reason: str, by: Actor) -> None:
    """Take a learned name back; ValidationError without a reason, or when it was taken back already."""
    void(record=alias, reason=reason, by=by, about=journal.key_of(alias.of))
