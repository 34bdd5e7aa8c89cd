"""A model endpoint on this machine: speaks OpenAI's wire form, remembers what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Endpoint:
    """A running endpoint.

    Attributes:
        url: Its base address, up to and with /v1.
        sent: The bodies it received, in order.
        hold: While this event is set, answers wait: to have calls under way.
        tool: Arguments of a tool call to answer with, instead of repeating the last message.
    """

    url: str
    sent: list[dict[str, Any]] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)
    tool: bool = False


class _Handler(BaseHTTPRequestHandler):
    """Answers for one endpoint."""

    endpoint: Endpoint
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # the name that http.server asks for
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.endpoint.sent.append(body)
        if self.endpoint.hold.is_set():
            self.endpoint.release.wait(60)
        text = str(body["messages"][-1]["content"])
        if body.get("stream"):
            self._stream(text)
        else:
            self._whole(_message(text, has_tool_call=self.endpoint.tool))

    def _whole(self, message: dict[str, Any]) -> None:
        answer = {
            "id": "x",
            "object": "chat.completion",
            "created": 0,
            "model": "mock-model",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12},
        }
        raw = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _stream(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        parts = [text[at : at + 5] for at in range(0, len(text), 5)]
        deltas = [{"role": "assistant", "content": ""}, *({"content": part} for part in parts)]
        for delta in deltas:
            self._event(_chunk(delta))
        self._event(_chunk({}, finish="stop"))
        self._piece(b"data: [DONE]\n\n")
        self._piece(b"")

    def _event(self, value: dict[str, Any]) -> None:
        self._piece(b"data: " + json.dumps(value).encode() + b"\n\n")

    def _piece(self, raw: bytes) -> None:
        self.wfile.write(f"{len(raw):x}\r\n".encode() + raw + b"\r\n")
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests look at what was sent."""


@contextmanager
def running_endpoint() -> Iterator[Endpoint]:
    """Run an endpoint that repeats the last message of the user."""
    made = Endpoint("")

    handler = type("Handler", (_Handler,), {"endpoint": made})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.release.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _message(text: str, *, has_tool_call: bool) -> dict[str, Any]:
    if not has_tool_call:
        return {"role": "assistant", "content": text}
    function = {"name": "zoek", "arguments": json.dumps({"tekst": text})}
    call = {"id": "call_1", "type": "function", "function": function}
    return {"role": "assistant", "content": None, "tool_calls": [call]}


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "mock-model",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
