"""Named failures of the ledger's home, the key folder and backups."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class KeysMissingError(StadspoortError):
    """The key folder holds no key ring: `stadspoort init` was not run, or it is elsewhere."""

    code = "audit.keys_missing"


class KeysExistError(StadspoortError):
    """The key folder already holds keys; new ones would make the data of the old unreadable."""

    code = "audit.keys_exist"


class KeysInsideDataError(StadspoortError):
    """The key folder lies in the data folder, so that a copy of the data would hold its keys."""

    code = "audit.keys_inside_data"


class KeysOpenToOthersError(StadspoortError):
    """Other users of this machine can reach a file or folder that holds keys."""

    code = "audit.keys_open_to_others"


class KeysDamagedError(StadspoortError):
    """A key file is there but cannot be read as what it should be."""

    code = "audit.keys_damaged"


class WrappingKeyUnknownError(StadspoortError):
    """A data key was wrapped by a key that the ring does not hold."""

    code = "audit.wrapping_key_unknown"


class KeyRingIncompleteError(StadspoortError):
    """The key folder does not open every data key of the database: it is of an earlier moment."""

    code = "audit.key_ring_incomplete"


class HolderPassphraseError(StadspoortError):
    """The pass phrase does not open the private key of the FG, or that is no such key."""

    code = "audit.holder_passphrase"


class ScopeForgottenError(StadspoortError):
    """The scope has no data key (any more): what was encrypted with it is gone for good."""

    code = "audit.scope_forgotten"


class HeadMissingError(StadspoortError):
    """There are ledger entries but no head: the chain may not be continued as if all was well."""

    code = "audit.head_missing"


class HeadForgedError(StadspoortError):
    """The signature under the head is not valid: the database was changed from outside."""

    code = "audit.head_forged"


class AnchorFileMissingError(StadspoortError):
    """There is no anchor file at the place that was named."""

    code = "audit.anchor_file_missing"


class AnchorFileDamagedError(StadspoortError):
    """The last line of the anchor file is no anchor, so no new line can join to it."""

    code = "audit.anchor_file_damaged"


class NotInTransactionError(StadspoortError):
    """An event was recorded outside a transaction: it could stay while what it tells is undone."""

    code = "audit.not_in_transaction"


class LifeEndedError(StadspoortError):
    """This process fell silent for too long and others count it as dead; it must start anew."""

    code = "audit.life_ended"


class BackupTargetFilledError(StadspoortError):
    """The folder for the backup is not empty; a backup is never mixed with something else."""

    code = "audit.backup_target_filled"


class BackupInsideError(StadspoortError):
    """The folder for the backup lies in the data folder or the key folder."""

    code = "audit.backup_inside"


class BackupDamagedError(StadspoortError):
    """A file of the backup is missing, was changed, or does not belong to it."""

    code = "audit.backup_damaged"


class BackupOfOtherDatabaseError(StadspoortError):
    """The backup is of another kind of database than this installation uses."""

    code = "audit.backup_of_other_database"


class BackupToolMissingError(StadspoortError):
    """PostgreSQL's own client, which copies its databases, is not installed."""

    code = "audit.backup_tool_missing"


class BackupToolFailedError(StadspoortError):
    """PostgreSQL's own client stopped with an error; the log holds what it said."""

    code = "audit.backup_tool_failed"


class RestoreTargetFilledError(StadspoortError):
    """This installation already holds data; a backup is only put back into an empty one."""

    code = "audit.restore_target_filled"
