"""People and the posts they hold. A role is an appointment: person, post, organisation, from, to, basis."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.core.models import Record, SpanEnd, SpanStart
from opora.organisations.models import Municipality, Region, School


class Language(models.TextChoices):
    """Languages of the pages, each in its own name."""

    RUSSIAN = "ru", "Русский"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    """People by their login."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(login=username)


class User(AbstractBaseUser):
    """A person. Many never sign in: they hold a post and are counted, without a usable password."""

    login = models.CharField(
        _("login"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"\A[a-z0-9][a-z0-9._-]*\Z", _("Small Latin letters, digits, dot, hyphen."))],
    )
    surname = models.CharField(_("surname"), max_length=80)
    given_name = models.CharField(_("given name"), max_length=80)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.RUSSIAN)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("telephone"),
        max_length=16,
        blank=True,
        validators=[RegexValidator(r"\A\+[1-9][0-9]{6,14}\Z", _("A telephone number with its country: +7…."))],
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(_("has to choose a password"), default=False, editable=False)
    """The password was made by somebody else, for the first sign-in: until it is changed nothing else opens."""
    withdrawn = models.BooleanField(_("taken back"), default=False, editable=False)
    """Entered by an import that was taken back: earlier moments still show them, lists do not."""

    objects = UserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["surname", "given_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="accounts_user_named", condition=~Q(login="") & ~Q(surname="") & ~Q(given_name="")
            ),
            models.CheckConstraint(name="accounts_user_language_known", condition=Q(language__in=Language.values)),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def key(self) -> str:
        """The key of this person as an actor, in records and in the journal."""
        return f"user:{self.pk}"

    @property
    def short_name(self) -> str:
        """Surname and initials: «Чижова Е. В.»."""
        return short_form(self.surname, self.given_name, self.patronymic)

    @property
    def full_name(self) -> str:
        """Surname, given name and patronymic."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.short_name


def short_form(surname: str, given_name: str, patronymic: str = "") -> str:
    """Surname and initials with non-breaking spaces: a name never breaks across lines."""
    initials = [f"{name[0]}." for name in (given_name, patronymic) if name]
    return "\u00a0".join([surname, *initials])


class OtherName(Record):
    """Another name by which lists know a person: borne until `occurred_on`, or a spelling; a part may be an initial."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="other_names", verbose_name=_("person"))
    surname = models.CharField(_("surname"), max_length=80)
    given_name = models.CharField(_("given name"), max_length=80)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="accounts_othername_named", condition=~Q(surname="") & ~Q(given_name="")),
        ]

    def __str__(self) -> str:
        return short_form(self.surname, self.given_name, self.patronymic)


class Post(models.TextChoices):
    """What a person can be appointed to; each is a role of permissions.yaml."""

    MINISTRY = "ministry", _("ministry")
    CONTROLLER = "controller", _("controller")
    INSTITUTE = "institute", _("methodist of the institute")
    EXPERT = "expert", _("expert")
    EDITOR = "editor", _("editor of the site")
    OPERATOR = "operator", _("operator")
    MUNICIPAL_HEAD = "municipal_head", _("head of a municipal education authority")
    COORDINATOR = "coordinator", _("coordinator")
    CURATOR = "curator", _("curator")
    SCHOOL_HEAD = "school_head", _("school head")
    DEPUTY_HEAD = "deputy_head", _("deputy head of a school")
    TEAM_MEMBER = "team_member", _("member of the management team")


REGION_POSTS = (Post.MINISTRY, Post.CONTROLLER, Post.INSTITUTE, Post.EXPERT, Post.EDITOR, Post.OPERATOR)
SCHOOL_POSTS = (Post.CURATOR, Post.SCHOOL_HEAD, Post.DEPUTY_HEAD, Post.TEAM_MEMBER)
BELONGS_TO: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(REGION_POSTS, ("region",)),
    **dict.fromkeys(SCHOOL_POSTS, ("school",)),
    Post.MUNICIPAL_HEAD: ("municipality",),
    Post.COORDINATOR: ("municipality", "region"),
}
"""Kinds of organisation a post belongs to."""

SINGLE_POSTS = frozenset({Post.MUNICIPAL_HEAD, Post.SCHOOL_HEAD})
"""Posts with one holder: one full and at most one acting beside an absent one."""


class Tier(models.TextChoices):
    """Whether a curator works for the region or for the municipality of the school."""

    REGIONAL = "regional", pgettext_lazy("tier", "regional")
    MUNICIPAL = "municipal", pgettext_lazy("tier", "municipal")


def _organisation_suits_post() -> Q:
    """Exactly one organisation, of a kind the post belongs to."""
    kinds = ("region", "municipality", "school")
    allowed = Q()
    for kind in kinds:
        posts = sorted(post for post, belongs in BELONGS_TO.items() if kind in belongs)
        alone: dict[str, Any] = {f"{other}__isnull": other != kind for other in kinds}
        allowed |= Q(post__in=posts, **alone)
    return allowed


class Appointment(SpanStart):
    """A person holds a post in one organisation from `occurred_on` until its end, if any."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("person"))
    post = models.CharField(_("post"), max_length=20, choices=Post.choices)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("region")
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("municipality"),
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("school")
    )
    acting = models.BooleanField(_("acting"), default=False)
    tier = models.CharField(_("tier"), max_length=10, choices=Tier.choices, blank=True)
    basis = models.CharField(_("basis"), max_length=300)

    class Meta(SpanStart.Meta):
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *SpanStart.Meta.constraints,
            models.CheckConstraint(name="accounts_appointment_organisation", condition=_organisation_suits_post()),
            models.CheckConstraint(
                name="accounts_appointment_tier",
                condition=Q(post=Post.CURATOR, tier__in=Tier.values) | (~Q(post=Post.CURATOR) & Q(tier="")),
            ),
            models.CheckConstraint(name="accounts_appointment_basis_given", condition=~Q(basis="")),
            models.CheckConstraint(
                name="accounts_appointment_acting_holds_single_post",
                condition=Q(acting=False) | Q(post__in=sorted(SINGLE_POSTS)),
            ),
        ]


class EndReason(models.TextChoices):
    """Why a post was left."""

    RESIGNED = "resigned", _("left at own wish")
    TRANSFERRED = "transferred", _("moved to another post")
    REPLACED = "replaced", _("replaced")
    TERM = "term", _("the term is over")
    CLOSED = "closed", _("the organisation was closed")
    OTHER = "other", _("another reason")


class AppointmentEnd(SpanEnd):
    """A post was left; `occurred_on` is the first day without it."""

    span = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="ends")
    reason = models.CharField(_("reason"), max_length=12, choices=EndReason.choices)
    note = models.CharField(_("in words"), max_length=300, blank=True)
    basis = models.CharField(_("basis"), max_length=300)

    class Meta(SpanEnd.Meta):
        verbose_name = _("end of an appointment")
        verbose_name_plural = _("ends of appointments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *SpanEnd.Meta.constraints,
            models.CheckConstraint(name="accounts_appointmentend_basis_given", condition=~Q(basis="")),
            models.CheckConstraint(
                name="accounts_appointmentend_reason_given",
                condition=Q(reason__in=EndReason.values) & (~Q(reason=EndReason.OTHER) | ~Q(note="")),
            ),
        ]

    @property
    def why(self) -> str:
        """The reason as a reader sees it: the words where there are some, else the name of the code."""
        return self.note or str(EndReason(self.reason).label)
