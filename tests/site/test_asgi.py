"""What is refused before the gate or a screen looks at a request, and who then gets it."""

from __future__ import annotations

import pytest
from tests.gate.asgi import request
from tests.gate.make import world

from stadspoort.apps.gate import runtime
from stadspoort.gate.others import PATHS
from stadspoort.site.asgi import application


@pytest.mark.parametrize("path", ["/v1/models", "/analyze", "/inloggen/"])
async def test_a_request_that_names_its_host_twice_is_refused(path: str) -> None:
    """RFC 9112, par. 3.2: a proxy in front may have looked at the other one."""
    answer = await request(application, "GET", path, headers={"Host": "kwaad.example"})

    assert (answer.status, answer.body) == (400, b"Invalid host header")


@pytest.mark.parametrize("path", sorted(PATHS))
async def test_the_routes_for_others_go_to_the_gate(path: str) -> None:
    """Refused in their own form, which no screen speaks."""
    gate = world()
    runtime.install(gate.gate)
    try:
        answer = await request(application, "PATCH", path)
    finally:
        runtime.install(None)

    assert (answer.status, list(answer.json())) == (405, ["error"])


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/analyze/", "/health/", "/beta/", "/anonymize/x"])
async def test_addresses_near_them_go_to_the_screens(path: str) -> None:
    """Nothing is taken from the screens but those very paths."""
    answer = await request(application, "GET", path)

    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
