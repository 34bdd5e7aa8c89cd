"""A fake OIDC provider in this process: it checks what a real one checks, and signs for real.

Signatures are made by hand with `cryptography` (RFC 7515, RS256), not with the library under test.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from authlib.integrations.requests_client import OAuth2Session
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

ISSUER = "https://idp.voorbeeld.test"
CLIENT_ID = "stadspoort"
CODE = "one-code"


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def as_pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


@dataclass
class FakeProvider:
    """Answers discovery, keys and the token request; `claims` changes what the token says."""

    client_key: rsa.RSAPublicKey
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    claims: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    issuer: str = ISSUER
    asked: dict[str, str] = field(default_factory=dict)

    def visit(self, address: str) -> None:
        """Stand in for the person who signs in at the provider."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert self.asked["code_challenge_method"] == "S256"
        assert self.asked["response_type"] == "code"

    def answer(self, request: PreparedRequest) -> tuple[int, dict[str, Any]]:
        path = urlsplit(str(request.url)).path
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{ISSUER}/authorize",
                "token_endpoint": f"{ISSUER}/token",
                "jwks_uri": f"{ISSUER}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "HS256"],
            }
        if path == "/keys":
            return 200, {"keys": [self.public_jwk()]}
        return self.token(parse_qs(str(request.body)))

    def token(self, form: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        challenge = encode(hashlib.sha256(form["code_verifier"][0].encode()).digest())
        if form["code"] != [CODE] or challenge != self.asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        if not self.knows_client(form["client_assertion"][0]):
            return 401, {"error": "invalid_client"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token()}

    def knows_client(self, assertion: str) -> bool:
        signed, _, signature = assertion.rpartition(".")
        try:
            self.client_key.verify(
                decode(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256()
            )
        except InvalidSignature:
            return False
        claims = json.loads(decode(signed.split(".")[1]))
        return bool(claims["iss"] == claims["sub"] == CLIENT_ID)

    def id_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "sub": "person-1",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked["nonce"],
            "amr": ["pwd", "mfa"],
            "preferred_username": "sdewit",
            "name": "S. de Wit",
            "roles": ["woo-coordinator"],
        } | self.claims
        header = {"alg": self.algorithm, "kid": "k1", "typ": "JWT"}
        signed = f"{encode(json.dumps(header).encode())}.{encode(json.dumps(claims).encode())}"
        return f"{signed}.{encode(self.sign(signed.encode()))}"

    def sign(self, signed: bytes) -> bytes:
        if self.algorithm == "none":
            return b""
        if self.algorithm == "HS256":  # signed with what everyone can read: the public key
            mac = hmac.HMAC(json.dumps(self.public_jwk()).encode(), hashes.SHA256())
            mac.update(signed)
            return mac.finalize()
        return self.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())

    def public_jwk(self) -> dict[str, str]:
        numbers = self.key.public_key().public_numbers()
        return {
            "kty": "RSA",
            "kid": "k1",
            "use": "sig",
            "n": encode(numbers.n.to_bytes(256, "big")),
            "e": encode(numbers.e.to_bytes(3, "big")),
        }


class _Adapter(BaseAdapter):
    """Carries requests to the provider without a network."""

    def __init__(self, provider: FakeProvider) -> None:
        super().__init__()
        self.provider = provider

    def send(self, request: PreparedRequest, *args: object, **kwargs: object) -> Response:
        status, body = self.provider.answer(request)
        response = Response()
        response.status_code = status
        response.headers["Content-Type"] = "application/json"
        response.raw = BytesIO(json.dumps(body).encode())
        response.url = str(request.url)
        response.request = request
        return response

    def close(self) -> None:
        """Nothing was opened."""


def session_class(provider: FakeProvider) -> type[OAuth2Session]:
    """Return the HTTP session that reaches only this provider."""

    class Session(OAuth2Session):  # type: ignore[misc] # ships no types
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self.mount("https://", _Adapter(provider))

    return Session
