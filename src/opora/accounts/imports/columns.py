"""Columns that lists of people and of appointments share."""

from django.utils.translation import gettext_lazy

from opora.accounts.imports import contacts
from opora.core.imports.tables import Column

LOGIN = Column(
    key="login",
    title=gettext_lazy("Login"),
    help=gettext_lazy("What a person is found by for sure. Made from the name when somebody new has none."),
    example="chizhova.ev",
    read=contacts.login,
    also=("логин", "имя пользователя", "username"),
    width=20,
)
EMAIL = Column(
    key="email",
    title=gettext_lazy("E-mail"),
    help=gettext_lazy("One address; it also tells people of one name apart."),
    example="chizhova@example.org",
    read=contacts.email,
    also=("почта", "email", "e-mail", "эл. почта", "электронная почта", "адрес электронной почты"),
    width=28,
)
PHONE = Column(
    key="phone",
    title=gettext_lazy("Telephone"),
    help=gettext_lazy("One number with its code, in any spelling; an extension is not kept."),
    example="+7 385 212-34-56",
    read=contacts.phone,
    also=("телефон", "тел", "сотовый", "мобильный телефон", "номер телефона", "контактный телефон"),
    width=20,
)
