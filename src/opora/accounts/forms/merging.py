"""Why two entries of a person become one, or two again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MergeForm(forms.Form):
    """Why two entries are one person."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, error_messages={"required": _("Say why the two are one.")}
    )


class UndoForm(forms.Form):
    """Why a merge is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, error_messages={"required": _("Say why the merge is taken back.")}
    )
