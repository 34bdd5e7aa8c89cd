"""The embedded model speaks the same wire as any endpoint."""

from __future__ import annotations

import json

import pytest

from stadspoort.engines.chat import SseReader
from stadspoort.gate.embedded import EmbeddedUpstream
from stadspoort.gate.errors import UpstreamError
from stadspoort.gate.values import EMBEDDED_MODEL, Model, Outcome

MODEL = Model(EMBEDDED_MODEL, "", EMBEDDED_MODEL)
BODY = json.dumps(
    {
        "messages": [
            {
                "role": "user",
                "content": '<bron nr="1" titel="b.txt" plaats="tekst">Het zwembad is maandag dicht.'
                "</bron>",
            },
            {"role": "user", "content": "Wanneer is het zwembad dicht?"},
        ]
    }
).encode()


async def test_plain_and_streamed_say_the_same() -> None:
    """One answer, two forms."""
    plain = await EmbeddedUpstream().ask(MODEL, "chat/completions", BODY)
    reader, events = SseReader(), []
    async for data in EmbeddedUpstream().stream(MODEL, "chat/completions", BODY):
        events += reader.feed(data)
    chunks = [json.loads(event) for event in events[:-1]]
    streamed = "".join(
        choice["delta"].get("content", "") for chunk in chunks for choice in chunk["choices"]
    )

    assert events[-1] == "[DONE]"
    assert streamed == plain["choices"][0]["message"]["content"]
    assert "Het zwembad is maandag dicht." in streamed
    assert "[bron 1, tekst]" in streamed
    assert chunks[-1]["usage"] == plain["usage"]


async def test_it_has_no_embeddings() -> None:
    """It says so, instead of making some up."""
    with pytest.raises(UpstreamError) as caught:
        await EmbeddedUpstream().ask(MODEL, "embeddings", b'{"input": "x"}')

    assert caught.value.outcome == Outcome.UPSTREAM_ERROR
