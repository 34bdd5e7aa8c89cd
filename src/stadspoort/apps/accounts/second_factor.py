"""The second factor: an authenticator app (TOTP, RFC 6238) and recovery codes.

The rules against guessing are those of django-otp: after each wrong code the wait doubles, and a
code works once. Recovery codes are kept as digests only.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from base64 import b32encode
from datetime import datetime

import segno
from django.conf import settings
from django.db import transaction
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from stadspoort.apps.accounts.errors import WrongCodeError
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.recording import AccountEvent, record

RECOVERY_CODES = 10
_CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LENGTH = 12  # of 31 letters: 59 bits
_SECRET_BYTES = 20  # RFC 4226 par. 4, R6: 160 bits


@transaction.atomic
def start_enrolment(*, user: User) -> TOTPDevice:
    """Return the device that a user is setting up; the same one until it is confirmed."""
    device, _ = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "app", "key": random_hex(_SECRET_BYTES)}
    )
    return device


@transaction.atomic
def confirm(*, user: User, code: str, now: datetime) -> tuple[TOTPDevice, list[str]]:
    """Make the device being set up the second factor, in place of an earlier one.

    Returns the device and new recovery codes, to be shown once. Other sessions end.

    Raises:
        WrongCodeError: If the code is not the one the app shows now.
    """
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(_digits(code)):
        raise WrongCodeError
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    codes = _replace_recovery_codes(user)
    user.session_epoch = uuid.uuid4()
    user.save(update_fields=["session_epoch"])
    record(AccountEvent.MFA_SET, by=user, about=user, now=now)
    return device, codes


@transaction.atomic
def reset(*, user: User, by: User, now: datetime) -> None:
    """Remove a user's second factor and end their sessions; they set up a new one at sign-in."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    user.session_epoch = uuid.uuid4()
    user.save(update_fields=["session_epoch"])
    record(AccountEvent.MFA_RESET, by=by, about=user, now=now)


@transaction.atomic
def new_recovery_codes(*, user: User, now: datetime) -> list[str]:
    """Return new recovery codes, to be shown once; earlier ones stop working."""
    codes = _replace_recovery_codes(user)
    record(AccountEvent.MFA_SET, by=user, about=user, now=now, facts={"recovery_codes": len(codes)})
    return codes


def check(*, user: User, code: str) -> tuple[Device, str]:
    """Return the device that accepts the code, and the way: `totp` or `recovery_code`.

    Raises:
        WrongCodeError: If no device does, or the user must wait after wrong codes.
    """
    typed = code.strip().lower().replace(" ", "").replace("-", "")
    is_totp = typed.isdigit()
    model = TOTPDevice if is_totp else StaticDevice
    for device in model.objects.filter(user=user, confirmed=True):
        accepted = verify_token(user, device.persistent_id, typed if is_totp else _digest(typed))
        if accepted is not None:
            return accepted, "totp" if is_totp else "recovery_code"
    raise WrongCodeError


def qr_code(device: TOTPDevice) -> str:
    """Return the QR code that an authenticator app reads, as the address of an SVG picture.

    A `data:` address, because the policy of the pages allows no style in the page itself.
    """
    picture: str = segno.make(device.config_url, error="m").svg_data_uri(scale=4, border=2)
    return picture


def secret_in_words(device: TOTPDevice) -> str:
    """Return the secret for typing it over: base 32, in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def issuer() -> str:
    """Return the name under which an authenticator app shows the account."""
    return str(settings.OTP_TOTP_ISSUER)


def _replace_recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="herstelcodes", confirmed=True)
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_digest(code.replace("-", ""))) for code in codes
    )
    return codes


def _recovery_code() -> str:
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def _digest(code: str) -> str:
    """Return 64 bits of SHA-256: the column holds 16 characters, the code has 59 bits."""
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def _digits(code: str) -> str:
    return code.replace(" ", "")
