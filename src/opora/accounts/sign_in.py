"""Signing in: by login and password only, nobody signs up, every attempt is journalled without what was typed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opora.accounts.guard import ANONYMOUS, SESSION_KEY, landing, present
from opora.accounts.models import User
from opora.core import journal
from opora.core.actors import Actor


class Adapter(DefaultAccountAdapter):
    """How this installation uses allauth."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "The login or the password does not fit. Check the keyboard layout and Caps Lock."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are entered by the ministry; nobody signs up."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """People choose a password of their own: whatever was closed until then opens."""
        user.must_change_password = False
        super().set_password(user, password)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where the first capacity of the person begins its work."""
        return landing(present(request.user, None).actor)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the person's own posts."""
        return reverse("account_capacity")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that follows shows who is signed in: no message says it again."""


def _signed_in(*, user: User, request: HttpRequest, **signal: Any) -> None:
    request.session.pop(SESSION_KEY, None)
    journal.write(by=_oneself(user), verb="sign-in", object_key=user.key)


def _signed_out(*, user: User | None, **signal: Any) -> None:
    if user is not None:
        journal.write(by=_oneself(user), verb="sign-out", object_key=user.key)


def _failed(*, credentials: dict[str, Any], **signal: Any) -> None:
    """Who was meant, when there is such a person; what was typed is not kept: it may be a password."""
    login = credentials.get("username") or credentials.get(User.USERNAME_FIELD) or ""
    user = User.objects.filter(login=login).first()
    journal.write(by=ANONYMOUS, verb="sign-in.failed", object_key=user.key if user else "user:unknown")


def _changed_password(*, user: User, **signal: Any) -> None:
    journal.write(by=_oneself(user), verb="change-password", object_key=user.key)


def _oneself(user: User) -> Actor:
    return Actor(key=user.key)


def connect() -> None:
    """Journal from now on."""
    for signal, receiver in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _failed),
        (password_changed, _changed_password),
    ):
        signal.connect(receiver, dispatch_uid=f"opora.accounts.{receiver.__name__}")
