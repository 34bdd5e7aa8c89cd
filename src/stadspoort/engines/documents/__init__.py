"""Files as people send them (PDF, Word, e-mail, plain text) become pages of text with their place.

`read` runs parsers on bytes from outside: call it through `stadspoort.sandbox`, never in a process
that serves people. Every situation a person can act on has its own class in `errors`.
"""

from stadspoort.engines.documents._read import load_parsers, read
from stadspoort.engines.documents._values import Document, DocumentKind, Limits

__all__ = ["Document", "DocumentKind", "Limits", "load_parsers", "read"]
