"""Under which name failed sign-ins are counted."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def name_to_count(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Return a digest of the name that was typed, for django-axes to count by.

    People type a password into the field for their name, and a list of who mistyped is nobody's
    business: the table of failures needs to tell names apart, not to hold them.
    """
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return salted_hmac("accounts.lockout", typed.strip().casefold()).hexdigest()
