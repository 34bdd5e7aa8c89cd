"""Forms of signing in, one's own account and managing users."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.roles import Role

_ROLES = [(role.value, role.label) for role in Role]


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label="Gebruikersnaam",
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="Wachtwoord",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "inputmode": "text",
            }
        ),
    )


class NewPasswordForm(forms.Form):
    """A new password, with the old one where it is known."""

    current = forms.CharField(
        label="Huidig wachtwoord",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label="Nieuw wachtwoord",
        max_length=200,
        strip=False,
        help_text=" ".join(password_validators_help_texts()),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Nieuw wachtwoord, nog een keer",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type] # a QueryDict or None
        self._user = user

    def clean_current(self) -> str:
        """Refuse a wrong current password."""
        current: str = self.cleaned_data["current"]
        if not self._user.check_password(current):
            raise forms.ValidationError("Dit is niet uw huidige wachtwoord.")
        return current

    def clean_again(self) -> str:
        """Refuse a second password that differs from the first."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError("De twee nieuwe wachtwoorden zijn niet gelijk.")
        return again


class UserForm(forms.Form):
    """A new user."""

    display_name = forms.CharField(label="Naam", max_length=150)
    username = forms.SlugField(
        label="Gebruikersnaam",
        max_length=150,
        help_text="Letters, cijfers en streepjes. Hiermee logt de collega in.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(label="E-mailadres", required=False)
    roles = forms.MultipleChoiceField(
        label="Rollen",
        choices=_ROLES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class RolesForm(forms.Form):
    """The roles of a user."""

    roles = forms.MultipleChoiceField(
        label="Rollen",
        choices=_ROLES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
