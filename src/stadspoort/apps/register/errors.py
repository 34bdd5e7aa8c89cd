"""Named failures of the register."""

from __future__ import annotations

from stadspoort.errors import StadspoortError


class NameTakenError(StadspoortError):
    """Something of this kind already has this name or slug."""

    code = "register.name_taken"


class SlugInvalidError(StadspoortError):
    """A slug holds something else than lower-case letters, digits and single hyphens."""

    code = "register.slug_invalid"


class ModelNameInvalidError(StadspoortError):
    """A model name that clients could not use, or that looks like a purpose (`doel-...`)."""

    code = "register.model_name_invalid"


class UnknownEntryError(StadspoortError):
    """The register holds no supplier, application, model or purpose of this name."""

    code = "register.unknown_entry"


class BaseUrlInvalidError(StadspoortError):
    """The address is no http(s) address of a host, or carries a user name, query or fragment."""

    code = "register.base_url_invalid"


class BaseUrlNotSecureError(StadspoortError):
    """Plain http to a host outside the municipality's own network: anyone between could read it."""

    code = "register.base_url_not_secure"


class PrivateHostNotMarkedError(StadspoortError):
    """The address lies in a private network and nobody marked the host as ours."""

    code = "register.private_host_not_marked"


class DataClassUnknownError(StadspoortError):
    """A data class that no framework knows."""

    code = "register.data_class_unknown"


class KindUnknownError(StadspoortError):
    """A kind of personal data that the privacy engine does not know."""

    code = "register.kind_unknown"


class DataClassesMissingError(StadspoortError):
    """A purpose or model for no data at all would refuse every call."""

    code = "register.data_classes_missing"


class ExperimentIncompleteError(StadspoortError):
    """An experiment without end date, question or budget."""

    code = "register.experiment_incomplete"


class ExperimentOptionsError(StadspoortError):
    """A regular purpose was given the question or participants of an experiment."""

    code = "register.experiment_options"


class ProhibitionStandsError(StadspoortError):
    """A decision that allows cannot lift a prohibition: it would say yes and change nothing."""

    code = "register.prohibition_stands"


class AgreementContradictsError(StadspoortError):
    """A model on own machines was given a processor agreement: one of both is not true."""

    code = "register.agreement_contradicts"


class DateInPastError(StadspoortError):
    """An end that already passed."""

    code = "register.date_in_past"


class AgreementInFutureError(StadspoortError):
    """A processor agreement that is not signed yet is no agreement."""

    code = "register.agreement_in_future"


class ReasonMissingError(StadspoortError):
    """A decision or withdrawal without a reason."""

    code = "register.reason_missing"


class AssessmentOfNothingError(StadspoortError):
    """An assessment that names no application, model or purpose."""

    code = "register.assessment_of_nothing"


class ProhibitionEndError(StadspoortError):
    """A prohibition by policy with a last day: it does not lapse, it is withdrawn."""

    code = "register.prohibition_end"


class EndMissingError(StadspoortError):
    """A permission without a last day."""

    code = "register.end_missing"


class AlreadyWithdrawnError(StadspoortError):
    """The decision was withdrawn before."""

    code = "register.already_withdrawn"


class SecretFileUnreadableError(StadspoortError):
    """The file with the endpoint's key cannot be read by this program, or is empty."""

    code = "register.secret_file_unreadable"


class SecretFileOpenError(StadspoortError):
    """The file with the endpoint's key can be read by others on this machine."""

    code = "register.secret_file_open"


class EmbeddedModelFixedError(StadspoortError):
    """The embedded model has no address, key or agreement to change."""

    code = "register.embedded_model_fixed"


class DataFolderFilledError(StadspoortError):
    """The data folder or the database already holds an installation."""

    code = "register.data_folder_filled"
