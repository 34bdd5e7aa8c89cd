"""A secret that its maker sees once: it waits, encrypted, in the session for one page.

A page that answers a form with a secret makes another one when it is reloaded. So the form is
answered by a redirect, and the page after it takes the secret out of the session.
"""

from __future__ import annotations

import base64
import hmac
import json
import os

from django.conf import settings
from django.http import HttpRequest

from stadspoort.engines.sealing import NotAuthenticError, WrongKeyError, seal, unseal

_PURPOSE = b"stadspoort/shown-once/1"
_NONCE_BYTES = 12


def keep(request: HttpRequest, name: str, words: list[str]) -> None:
    """Keep words for the next page of this session; what waited under the name is gone.

    The key comes from the session secret, which lies in the key folder: neither the database nor a
    copy of it tells the words.

    Args:
        request: A request with a session.
        name: Under which `take` finds them.
        words: The secret, and what the page needs beside it.
    """
    sealed = seal(
        _key(),
        json.dumps(words).encode(),
        nonce=os.urandom(_NONCE_BYTES),
        associated=_place(request, name),
    )
    request.session[_slot(name)] = base64.b64encode(sealed).decode()


def take(request: HttpRequest, name: str) -> list[str] | None:
    """Return the words that wait under a name and forget them; None if nothing waits."""
    kept = request.session.pop(_slot(name), None)
    if kept is None:
        return None
    try:
        plain = unseal(_key(), base64.b64decode(kept), associated=_place(request, name))
    except (NotAuthenticError, WrongKeyError):  # the session secret was changed in between
        return None
    words: list[str] = json.loads(plain)
    return words


def _slot(name: str) -> str:
    return f"shown_once:{name}"


def _place(request: HttpRequest, name: str) -> bytes:
    """Return where the words belong: under another name or for another person they do not open."""
    return f"{name}:{request.user.pk}".encode()


def _key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), _PURPOSE, "sha256")
