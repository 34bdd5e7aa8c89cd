"""What is wrong with a request in Presidio's form."""

from __future__ import annotations

from stadspoort.engines.chat import BadRequestError


class PresidioRequestError(BadRequestError):
    """A request that Presidio would refuse too, or asks what is not done here.

    Attributes:
        status: 400, or 422 for a parameter of an operator.
        message: For the client, in Presidio's own words where it has them. May name parameters
            and positions, never a text.
    """

    code = "gate.presidio_request"

    def __init__(self, message: str, *, param: str, status: int = 400) -> None:
        self.status = status
        self.message = message
        super().__init__(param, "refused")
