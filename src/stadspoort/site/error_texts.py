"""The Dutch sentence for every named failure: what happened, and what the reader can do.

Each room has a module of its own beside this one; they are joined here by name. A test holds the
codes in the source tree and the codes here equal.
"""

from __future__ import annotations

from stadspoort.site import (
    error_texts_accounts,
    error_texts_algoritmeregister,
    error_texts_apps_frameworks,
    error_texts_apps_gate,
    error_texts_assistant,
    error_texts_audit,
    error_texts_chat,
    error_texts_cli,
    error_texts_documents,
    error_texts_exchange,
    error_texts_frameworks,
    error_texts_gate,
    error_texts_inspection,
    error_texts_ledger,
    error_texts_lists,
    error_texts_oversight,
    error_texts_privacy,
    error_texts_register,
    error_texts_sandbox,
    error_texts_shadow,
    error_texts_site,
)

ROOMS = (
    error_texts_accounts,
    error_texts_algoritmeregister,
    error_texts_apps_frameworks,
    error_texts_apps_gate,
    error_texts_assistant,
    error_texts_audit,
    error_texts_chat,
    error_texts_cli,
    error_texts_documents,
    error_texts_exchange,
    error_texts_frameworks,
    error_texts_gate,
    error_texts_inspection,
    error_texts_ledger,
    error_texts_lists,
    error_texts_oversight,
    error_texts_privacy,
    error_texts_register,
    error_texts_sandbox,
    error_texts_shadow,
    error_texts_site,
)

ERROR_TEXTS: dict[str, str] = {code: text for room in ROOMS for code, text in room.TEXTS.items()}
