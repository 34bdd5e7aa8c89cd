"""What is refused before the gate or a screen looks at a request."""

from __future__ import annotations

import pytest
from tests.gate.asgi import request

from stadspoort.site.asgi import application


@pytest.mark.parametrize("path", ["/v1/models", "/inloggen/"])
async def test_a_request_that_names_its_host_twice_is_refused(path: str) -> None:
    """RFC 9112, par. 3.2: a proxy in front may have looked at the other one."""
    answer = await request(application, "GET", path, headers={"Host": "kwaad.example"})

    assert (answer.status, answer.body) == (400, b"Invalid host header")
