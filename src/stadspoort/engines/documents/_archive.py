"""A zip file from outside, opened without trusting what it says about itself."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from stadspoort.engines.documents._values import Limits
from stadspoort.engines.documents.errors import DamagedDocxError, EncryptedError, UnpackBombError

_FLAG_ENCRYPTED = 0x1
# Below this size a high ratio is harmless: an empty table of a thousand rows packs very well.
_SMALL = 1024 * 1024


class Archive:
    """The named parts of a zip file, each unpacked on request up to the limits.

    The sizes in the file are checked before anything is unpacked and not believed afterwards.

    Raises:
        DamagedDocxError: If it is no zip file.
        EncryptedError: If a part needs a password.
        UnpackBombError: If it says it has more parts or unpacks to more than the limits.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedDocxError(reason="no zip file") from error
        self._limits = limits
        self._left = limits.unpacked
        self._infos = {info.filename: info for info in infos}
        _check(infos, limits)

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all parts."""
        return frozenset(self._infos)

    def read(self, name: str) -> bytes:
        """Return the bytes of one part.

        Raises:
            DamagedDocxError: If it is not there or cannot be unpacked.
            UnpackBombError: If it is larger than the limits, whatever the file said.
        """
        info = self._infos.get(name)
        if info is None:
            raise DamagedDocxError(reason="a part is missing")
        bound = min(self._limits.part, self._left)
        try:
            with self._zip.open(info) as stream:
                content = stream.read(bound + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise DamagedDocxError(reason="a part does not unpack") from error
        if len(content) > bound:
            raise UnpackBombError(limit=bound)
        self._left -= len(content)
        return content


def _check(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.parts:
        raise UnpackBombError(parts=len(infos), limit=limits.parts)
    if any(info.flag_bits & _FLAG_ENCRYPTED for info in infos):
        raise EncryptedError(kind="zip")
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked:
        raise UnpackBombError(unpacked=total, limit=limits.unpacked)
    for info in infos:
        ratio = info.file_size // max(info.compress_size, 1)
        if info.file_size > _SMALL and ratio > limits.ratio:
            raise UnpackBombError(ratio=ratio, limit=limits.ratio)
