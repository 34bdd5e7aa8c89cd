"""What can go wrong in a conversation, named."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class TooMuchTextError(StadspoortError):
    """The documents and turns together hold more text than one call may carry."""

    code = "assistant.too_much_text"


class TooManyDocumentsError(StadspoortError):
    """A conversation holds no more documents than this."""

    code = "assistant.too_many_documents"


class StillAnsweringError(StadspoortError):
    """The answer to the previous question is not complete yet."""

    code = "assistant.still_answering"


class UploadLostError(StadspoortError):
    """The stored file of a document is gone or was changed."""

    code = "assistant.upload_lost"
