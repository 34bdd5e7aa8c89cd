"""Signing in by the OIDC provider of the municipality (NL GOV OpenID Connect 1.0.1).

Authorisation code flow with PKCE S256, state and nonce; the client shows who it is by a signed
statement (private_key_jwt) or, where a provider cannot do that, by a secret. Authlib does the
protocol; this module says what is trusted: only asymmetric signatures, only the configured issuer,
only a token that tells that a second factor was used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError

from stadspoort.apps.accounts.errors import OidcRefusedError, OidcSettingsError
from stadspoort.apps.accounts.roles import Role

_ALGORITHMS = ("RS256", "PS256", "ES256")
_SECONDS = 10
_LEEWAY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """How this installation signs in by OIDC; see docs/reference/settings.md.

    Attributes:
        issuer: The address of the provider; discovery is at `.well-known/openid-configuration`.
        client_id: Our name at the provider.
        private_key_file: RSA key in PEM, for private_key_jwt; else None.
        secret_file: Secret shared with the provider; else None. One of both is set.
        mfa: Name (`acr` or `amr`) and accepted values that prove a second factor.
        roles_claim: Where the roles stand, with points for what lies deeper.
        role_names: Role by the name that the provider uses.
    """

    issuer: str
    client_id: str
    private_key_file: Path | None
    secret_file: Path | None
    mfa: tuple[str, frozenset[str]]
    roles_claim: str
    role_names: Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who came in, as the provider tells it.

    Attributes:
        subject: A digest of issuer and subject: the key of the account.
        username: What the provider calls the person.
        display_name: The name on screens.
        email: May be empty.
        roles: The roles known here; may be empty.
    """

    subject: str
    username: str
    display_name: str
    email: str
    roles: frozenset[Role]


class Provider(DjangoOAuth2App):  # type: ignore[misc] # ships no types
    """The provider, held to what this installation trusts."""

    def load_server_metadata(self) -> dict[str, Any]:
        """Return what the provider says of itself.

        Raises:
            OidcRefusedError: If it is another issuer than configured, or signs with none of the
                accepted algorithms: a token signed with a shared secret or not at all is no proof.
        """
        metadata: dict[str, Any] = super().load_server_metadata()
        if metadata.get("issuer") != load_settings().issuer:
            raise OidcRefusedError(reason="issuer")
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        accepted = [name for name in offered if name in _ALGORITHMS]
        if not accepted:
            raise OidcRefusedError(reason="algorithm")
        metadata["id_token_signing_alg_values_supported"] = accepted
        return metadata


def is_configured() -> bool:
    """Say whether this installation has an OIDC provider."""
    return bool(settings.OIDC["issuer"])


def load_settings() -> OidcSettings:
    """Return the settings.

    Raises:
        OidcSettingsError: If one is missing or cannot be read.
    """
    raw: Mapping[str, str] = settings.OIDC
    private_key, secret = raw["private_key_file"], raw["secret_file"]
    if not raw["issuer"] or not raw["client_id"] or bool(private_key) == bool(secret):
        raise OidcSettingsError(
            has_issuer=bool(raw["issuer"]), has_client_id=bool(raw["client_id"])
        )
    name, _, values = raw["mfa"].partition("=")
    if name not in {"acr", "amr"} or not values:
        raise OidcSettingsError(mfa=name)
    return OidcSettings(
        issuer=raw["issuer"],
        client_id=raw["client_id"],
        private_key_file=Path(private_key) if private_key else None,
        secret_file=Path(secret) if secret else None,
        mfa=(name, frozenset(values.split(","))),
        roles_claim=raw["roles_claim"],
        role_names=_role_names(raw["role_names"]),
    )


def send_to_provider(request: HttpRequest, callback: str) -> HttpResponse:
    """Return the redirect to the provider; state, nonce and PKCE verifier stay in the session.

    Raises:
        OidcRefusedError: If the provider cannot be reached or is not the configured one.
    """
    name, values = load_settings().mfa
    extra = {"acr_values": " ".join(sorted(values))} if name == "acr" else {}
    try:
        answer: HttpResponse = _provider().authorize_redirect(request, callback, **extra)
    except (OAuthError, OSError, ValueError) as error:
        raise OidcRefusedError(reason="unreachable") from error
    return answer


def identity_from(request: HttpRequest) -> Identity:
    """Return who came back from the provider.

    Raises:
        OidcRefusedError: If state, nonce, PKCE, signature, issuer, audience or time do not hold,
            the second factor is missing, or the provider answered with an error.
    """
    try:
        token = _provider().authorize_access_token(request, leeway=_LEEWAY_SECONDS)
    except (OAuthError, JoseError, OSError, ValueError) as error:
        raise OidcRefusedError(reason=type(error).__name__) from error
    claims: Mapping[str, Any] | None = token.get("userinfo")
    if claims is None:
        raise OidcRefusedError(reason="no_id_token")
    config = load_settings()
    if not _has_second_factor(claims, config):
        raise OidcRefusedError(reason="no_second_factor")
    return _identity(claims, config)


@lru_cache(maxsize=1)
def _provider() -> Provider:
    """Return the provider; what it says of itself is read once per process."""
    config = load_settings()
    secret_file = config.private_key_file or config.secret_file
    try:
        secret = secret_file.read_text().strip() if secret_file else ""
    except OSError as error:
        raise OidcSettingsError(has_secret=False) from error
    is_signed = config.private_key_file is not None
    provider: Provider = OAuth().register(
        "stadspoort",
        client_cls=Provider,
        client_id=config.client_id,
        client_secret=secret,
        server_metadata_url=f"{config.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_auth_methods=[PrivateKeyJWT()] if is_signed else None,
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": "private_key_jwt" if is_signed else "client_secret_basic",
            "default_timeout": _SECONDS,
        },
    )
    return provider


def _role_names(text: str) -> dict[str, Role]:
    """Return roles by their name at the provider; the slugs when nothing is configured."""
    if not text:
        return {role.value: role for role in Role}
    names = {}
    for pair in text.split(","):
        theirs, _, ours = pair.partition("=")
        try:
            names[theirs.strip()] = Role(ours.strip())
        except ValueError as error:
            raise OidcSettingsError(role=ours.strip()) from error
    return names


def _has_second_factor(claims: Mapping[str, Any], config: OidcSettings) -> bool:
    name, accepted = config.mfa
    shown = claims.get(name)
    values = shown if isinstance(shown, list) else [shown]
    return any(isinstance(value, str) and value in accepted for value in values)


def _identity(claims: Mapping[str, Any], config: OidcSettings) -> Identity:
    subject = str(claims["sub"])
    key = hashlib.sha256(f"{config.issuer}\n{subject}".encode()).hexdigest()
    username = str(claims.get("preferred_username") or f"oidc-{key[:10]}")
    return Identity(
        subject=key,
        username=username[:150],
        display_name=str(claims.get("name") or username)[:150],
        email=str(claims.get("email") or "")[:254],
        roles=_roles(claims, config),
    )


def _roles(claims: Mapping[str, Any], config: OidcSettings) -> frozenset[Role]:
    found: Any = claims
    for step in config.roles_claim.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    names = found if isinstance(found, list) else [found]
    return frozenset(
        config.role_names[name]
        for name in names
        if isinstance(name, str) and name in config.role_names
    )
