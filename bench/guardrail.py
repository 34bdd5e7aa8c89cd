"""LiteLLM's proxy with our gate as its guardrail, in front of a model that repeats what it gets.

What the model got comes from its own log: no name may stand in it. What the client got must hold
the names again, also in a stream. A second proxy uses LiteLLM's own Presidio guardrail with our
gate in the place of Presidio.

.venv/bin/python -m bench.guardrail --peers
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench import peer, servers, table

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT.parent / "shared" / "tools" / "bench_gateway"

TEXT = "Mevrouw Jansen (jansen@voorbeeld.nl) vraagt om uitstel. Haar BSN is 123456782."
Json = dict[str, Any]

TWO = ("Ik ben Jan de Vries.", "Dag. Groet, Piet Jansen.")
SECRETS = ("Jansen", "jansen@voorbeeld.nl", "123456782", "de Vries")
SECONDS = 60

MODEL = """
model_list:
  - model_name: mock-model
    litellm_params: {{model: openai/mock-model, api_base: "{upstream}", api_key: none}}
general_settings: {{master_key: sk-bench}}
litellm_settings: {{telemetry: false}}
"""
OURS = """
guardrails:
  - guardrail_name: stadspoort
    litellm_params: &stadspoort
      guardrail: generic_guardrail_api
      mode: [pre_call, post_call]
      default_on: true
      api_base: "{gate}"
      api_key: "{key}"
      unreachable_fallback: fail_closed
      streaming_transform_mode: incremental_diff
      streaming_sampling_rate: 1
      additional_provider_specific_params: {{purpose: meten}}
  - guardrail_name: verkeerde-sleutel
    litellm_params: {{<<: *stadspoort, default_on: false, api_key: stp_verkeerd}}
"""
AS_PRESIDIO = """
guardrails:
  - guardrail_name: presidio
    litellm_params:
      guardrail: presidio
      mode: pre_call
      default_on: true
      presidio_language: nl
      presidio_analyzer_api_base: "{named}"
      presidio_anonymizer_api_base: "{named}"
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """LiteLLM's proxy, and the log of the model behind it."""

    port: int
    log: Path

    def ask(
        self, *messages: Json, headers: dict[str, str] | None = None, **more: object
    ) -> tuple[int, str]:
        """Return status and body of the answer."""
        body = {"model": "mock-model", "messages": list(messages), **more}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request(
            "POST",
            "/v1/chat/completions",
            json.dumps(body),
            {
                "Authorization": "Bearer sk-bench",
                "Content-Type": "application/json",
                **(headers or {}),
            },
        )
        answer = connection.getresponse()
        told = answer.status, answer.read().decode()
        connection.close()
        return told

    def sent(self) -> list[str]:
        """Return all bodies that reached the model."""
        return self.log.read_text().splitlines() if self.log.exists() else []


def user(text: str) -> Json:
    """Return a message of a user."""
    return {"role": "user", "content": text}


def text_of(answer: tuple[int, str]) -> str:
    """Return the text of a whole answer; "" for a refusal."""
    status, body = answer
    return str(json.loads(body)["choices"][0]["message"]["content"]) if status == 200 else ""


def pieces_of(answer: tuple[int, str]) -> list[str]:
    """Return the texts of the events of a stream, one by one."""
    events = [line[6:] for line in answer[1].splitlines() if line.startswith("data: {")]
    return [
        piece
        for event in events
        for choice in json.loads(event)["choices"]
        if (piece := choice["delta"].get("content"))
    ]


def masked_everywhere(proxy: Proxy, since: int = 0) -> bool:
    """Say whether something reached the model, and no name in it."""
    sent = proxy.sent()[since:]
    return bool(sent) and not any(secret in body for body in sent for secret in SECRETS)


def judged(proxy: Proxy) -> Iterator[tuple[str, bool]]:
    """Yield what was tried through our guardrail, and whether it went as it should."""
    yield "plain: the client reads what it wrote", text_of(proxy.ask(user(TEXT))) == TEXT
    pieces = pieces_of(proxy.ask(user(TEXT), stream=True))
    yield "stream: the client reads what it wrote", "".join(pieces) == TEXT
    yield "stream: in pieces, not all at the end", len(pieces) > 3
    both = text_of(proxy.ask(*(user(f"ECHO-ALL {text}") for text in TWO)))
    yield "two people in two messages stay two", all(text in both for text in TWO)
    function = {"name": "zoek", "arguments": json.dumps({"naam": "Jan de Vries"})}
    call = {"id": "call_1", "type": "function", "function": function}
    history = [
        user("Zoek hem op."),
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "Jan de Vries, BSN 123456782"},
    ]
    answer = proxy.ask(*history, user("Wie is dat?"))
    yield "tool calls and results in the history", text_of(answer) == "Wie is dat?"
    yield "nothing of all this reached the model", masked_everywhere(proxy)
    yield from judged_by_token(proxy)
    yield from judged_as_refused(proxy)


def judged_by_token(proxy: Proxy) -> Iterator[tuple[str, bool]]:
    """Yield whether tokens hold over a session and not beyond."""
    session = {"x-litellm-trace-id": "gesprek-1"}
    for more in ({"user": "a"}, {"user": "a"}, {"user": "b"}):
        proxy.ask(user("Bel Jan de Vries."), headers=session, **more)
    one, again, other = (json.loads(body)["messages"][-1]["content"] for body in proxy.sent()[-3:])
    yield "one session: the same token", one == again
    yield "the same session id of somebody else: another token", one != other


def judged_as_refused(proxy: Proxy) -> Iterator[tuple[str, bool]]:
    """Yield whether what cannot be checked goes nowhere."""
    before = len(proxy.sent())
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    parts = [{"type": "text", "text": "Wie is dit?"}, picture]
    status, _ = proxy.ask({"role": "user", "content": parts})
    yield "a picture is refused", status >= 400
    status, _ = proxy.ask(user(TEXT), guardrails=["verkeerde-sleutel"])
    yield "a wrong key stops the call", status >= 400
    yield "nothing of those reached the model", len(proxy.sent()) == before


def is_ledger_whole(folder: Path) -> bool:
    """Say whether the ledger, and the rows that the screens show of it, verify."""
    env = {"STADSPOORT_DATA": str(folder / "data"), "STADSPOORT_KEYS": str(folder / "keys")}
    ended = subprocess.run(
        [str(servers.BIN / "stadspoort"), "ledger", "verify", "--json"],
        env=os.environ | env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ended.returncode == 0


@contextmanager
def litellm(folder: Path, log: Path, name: str, configuration: str) -> Iterator[Proxy]:
    """Run LiteLLM's proxy with a configuration."""
    file = folder / f"{name}.yaml"
    file.write_text(configuration)
    port = servers.free_port()
    command = [
        str(peer.program("litellm")), "--config", str(file), "--host", "127.0.0.1",
        "--port", str(port), "--num_workers", "1",
    ]  # fmt: skip
    env = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR"}
    with servers.running(command, log=folder / f"{name}.log", port=port, env=env):
        yield Proxy(port, log)


def main(arguments: list[str]) -> int:
    """Print the table; 1 if something did not go as it should."""
    if "--peers" not in arguments or not TOOL.exists():
        print("guardrail: left out, it needs --peers and the mock model in ../shared/tools")
        return 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stadspoort-bench-")))
        log = folder / "received.jsonl"
        env = {"MOCK_ECHO": "1", "MOCK_SPLIT": "5", "MOCK_LOG": str(log)}
        port = stack.enter_context(servers.mock_upstream(TOOL, folder, **env))
        gate = stack.enter_context(servers.stadspoort(folder, port))
        model = MODEL.format(upstream=f"http://127.0.0.1:{port}/v1")
        ours = model + OURS.format(gate=gate.url, key=gate.key)
        with litellm(folder, log, "ours", ours) as proxy:
            outcomes = list(judged(proxy))
        named = gate.url.replace("//", f"//stadspoort:{gate.key}@")
        with litellm(folder, log, "presidio", model + AS_PRESIDIO.format(named=named)) as proxy:
            since = len(proxy.sent())
            proxy.ask(user(TEXT))
            outcomes.append(("in the place of Presidio: masked", masked_everywhere(proxy, since)))
        outcomes.append(("the ledger of all these calls is whole", is_ledger_whole(folder)))
    rows = [[what, "ja" if is_so else "nee"] for what, is_so in outcomes]
    table.show("LiteLLM's proxy with our gate as its guardrail", ("what", "as it should"), rows)
    return 0 if all(is_so for _, is_so in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
