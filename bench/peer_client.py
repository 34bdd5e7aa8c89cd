"""Talk to a gate with litellm's own client; runs in the environment of the peers.

.venv-peer/bin/python bench/peer_client.py URL KEY MODEL    prints one JSON object
"""

from __future__ import annotations

import json
import sys

import litellm

TEXT = "Mevrouw Jansen (jansen@voorbeeld.nl) vraagt om uitstel. Haar BSN is 123456782."


def main(url: str, key: str, model: str) -> None:
    """Ask plainly, streamed, and with a model that is not allowed; print what came back."""
    told: dict[str, object] = {}
    options = {
        "model": f"openai/{model}",
        "api_base": url,
        "api_key": key,
        "messages": [{"role": "user", "content": TEXT}],
    }
    plain = litellm.completion(**options)
    told["plain"] = plain.choices[0].message.content == TEXT
    stream = litellm.completion(**options, stream=True)
    told["stream"] = "".join(part.choices[0].delta.content or "" for part in stream) == TEXT
    try:
        litellm.completion(**{**options, "model": "openai/stadspoort/citaat"}, num_retries=0)
        told["refusal with its reason"] = "no refusal"
    except litellm.exceptions.APIError as error:
        told["refusal with its reason"] = "Modellen die wel mogen" in str(error) or str(error)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:4])
