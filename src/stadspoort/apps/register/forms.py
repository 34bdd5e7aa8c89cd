"""The forms of the register. They read what was typed; `facts` and `actions` hold the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from stadspoort.apps import failures
from stadspoort.apps.accounts.models import User
from stadspoort.apps.accounts.queries import people_who_sign_in
from stadspoort.apps.register.facts import ModelFacts, PurposeFacts, upstream_key_names
from stadspoort.apps.register.fields import ByName, DateInput, ManyByName, offer
from stadspoort.apps.register.models import (
    STANDING_LABELS,
    Application,
    ModelDeployment,
    Purpose,
    PurposeKind,
    Supplier,
)
from stadspoort.apps.register.uses import Filter
from stadspoort.apps.register.words import data_class_choices, kind_choices
from stadspoort.errors import StadspoortError
from stadspoort.gate.values import Output

_FIELDS = {
    "register.base_url_invalid": "base_url",
    "register.base_url_not_secure": "base_url",
    "register.private_host_not_marked": "allows_private_host",
    "register.agreement_contradicts": "processor_agreement_on",
    "register.agreement_in_future": "processor_agreement_on",
    "register.secret_file_unreadable": "secret_file",
    "register.secret_file_open": "secret_file",
    "register.model_name_invalid": "name",
    "register.slug_invalid": "slug",
    "register.data_classes_missing": "data_classes",
    "register.experiment_incomplete": "kind",
    "register.experiment_options": "kind",
    "register.reason_missing": "reason",
    "register.end_missing": "valid_until",
}


def show_failure(form: forms.Form, error: StadspoortError) -> None:
    """Show a failure of the register in the form, beside the field that can mend it.

    Raises:
        StadspoortError: The failure itself, if it is none of the register's.
    """
    if not error.code.startswith("register."):
        raise error
    failures.show(form, error, _FIELDS)


def _people() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_system=False).order_by("display_name")


class SearchForm(forms.Form):
    """What of the register someone wants to see."""

    zoek = forms.CharField(label="Zoek op naam", required=False)
    oordeel = forms.ChoiceField(label="Oordeel", required=False)
    doel = forms.ChoiceField(label="Doel", required=False)
    leverancier = forms.ChoiceField(label="Leverancier", required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        standings = [(standing.value, words) for standing, words in STANDING_LABELS.items()]
        self._choose("oordeel", "Alle oordelen", standings)
        purposes = Purpose.objects.order_by("title").values_list("slug", "title")
        self._choose("doel", "Alle doelen", list(purposes))
        suppliers = Supplier.objects.order_by("name").values_list("slug", "name")
        self._choose("leverancier", "Alle leveranciers", list(suppliers))

    def asked(self, sort: str) -> Filter:
        """Return what is asked; a choice that does not exist asks for all."""
        self.is_valid()
        return Filter(
            words=self.cleaned_data.get("zoek", ""),
            standing=self.cleaned_data.get("oordeel", ""),
            purpose=self.cleaned_data.get("doel", ""),
            supplier=self.cleaned_data.get("leverancier", ""),
            sort=sort,
        )

    def _choose(self, name: str, every: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", every), *choices]


class QuestionForm(forms.Form):
    """May I use this application, with this model, for this purpose?"""

    toepassing = ByName(
        label="Toepassing",
        queryset=Application.objects.none(),
        to_field_name="slug",
        empty_label="Kies een toepassing",
    )
    model = ByName(
        label="Model",
        queryset=ModelDeployment.objects.none(),
        to_field_name="name",
        required=False,
        empty_label="Welk model maakt niet uit",
    )
    voor_doel = ByName(
        label="Doel",
        queryset=Purpose.objects.none(),
        to_field_name="slug",
        empty_label="Kies een doel",
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        offer(self, "toepassing", Application.objects.filter(is_active=True).order_by("name"))
        offer(self, "model", ModelDeployment.objects.order_by("name"))
        offer(self, "voor_doel", Purpose.objects.order_by("title"))


class ModelForm(forms.Form):
    """A model endpoint."""

    name = forms.CharField(
        label="Naam", max_length=100, help_text="Zo noemen toepassingen het model."
    )
    base_url = forms.CharField(
        label="Adres",
        max_length=300,
        help_text="Tot en met /v1, bijvoorbeeld https://model.voorbeeld.nl/v1.",
    )
    upstream_model = forms.CharField(
        label="Naam bij de aanbieder",
        max_length=200,
        required=False,
        help_text="Leeg betekent: dezelfde naam.",
    )
    supplier = ByName(
        label="Leverancier",
        queryset=Supplier.objects.none(),
        required=False,
        empty_label="Geen of onbekend",
    )
    secret_file = forms.ChoiceField(
        label="Bestand met de sleutel",
        required=False,
        help_text="De technisch beheerder zet het bestand in de map modellen van de sleutelmap. "
        "De sleutel zelf komt nooit op een scherm.",
    )
    processor_agreement_on = forms.DateField(
        label="Datum verwerkersovereenkomst",
        required=False,
        widget=DateInput(),
        help_text="Zonder overeenkomst krijgt het model nooit een doel met persoonsgegevens.",
    )
    is_self_hosted = forms.BooleanField(label="Draait op computers van de gemeente", required=False)
    allows_private_host = forms.BooleanField(
        label="Het adres ligt in ons eigen netwerk en mag worden aangeroepen", required=False
    )
    data_classes = forms.MultipleChoiceField(
        label="Gegevens die het mag ontvangen",
        required=False,
        choices=data_class_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets aangekruist betekent: alles bij een overeenkomst of eigen computers, en "
        "anders alleen openbare gegevens.",
    )

    def __init__(self, data: QueryDict | None = None, *, before: ModelFacts | None = None) -> None:
        super().__init__(data, initial=_initial(before))
        offer(self, "supplier", Supplier.objects.order_by("name"))
        names = list(upstream_key_names())
        if before is not None and before.secret_file and before.secret_file not in names:
            names.append(before.secret_file)  # named on the command line; may stay, not be typed
        field = self.fields["secret_file"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Geen sleutel nodig"), *((name, _base(name)) for name in names)]
        if before is not None:
            self.fields["name"].disabled = True

    def facts(self) -> ModelFacts:
        """Return what was typed, in a form that passed its own checks."""
        typed = dict(self.cleaned_data)
        typed["data_classes"] = frozenset(typed["data_classes"]) or None
        return ModelFacts(**typed)


_OF_EXPERIMENTS = ("question", "budget_tokens", "participants")


class PurposeForm(forms.Form):
    """A purpose, or an experiment."""

    slug = forms.CharField(
        label="Kenmerk",
        max_length=60,
        help_text="Kleine letters en koppeltekens. Toepassingen noemen het doel zo.",
    )
    title = forms.CharField(label="Titel", max_length=150)
    description = forms.CharField(
        label="Omschrijving", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    data_classes = forms.MultipleChoiceField(
        label="Gegevens die een model mag ontvangen",
        choices=data_class_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    legal_basis = forms.CharField(
        label="Grondslag", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    legal_article = forms.CharField(
        label="Artikel",
        max_length=150,
        required=False,
        help_text="Bijvoorbeeld: AVG artikel 6, eerste lid, onder e.",
    )
    owner = ByName(label="Eigenaar", queryset=User.objects.none(), empty_label="Kies een collega")
    output = forms.ChoiceField(
        label="Controle van het antwoord",
        choices=[
            (Output.STRICT.value, "Streng: vreemde links en plaatjes worden gewone tekst"),
            (Output.RAW.value, "Ongewijzigd: voor een toepassing die zelf controleert"),
        ],
    )
    unrestored_kinds = forms.MultipleChoiceField(
        label="Nooit terugzetten in het antwoord",
        required=False,
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    seal_days = forms.IntegerField(
        label="Dagen dat de verzegelde kopie blijft",
        min_value=0,
        max_value=365,
        initial=30,
        help_text="0 betekent: geen kopie. Een incident is dan niet na te gaan.",
    )
    kind = forms.ChoiceField(label="Soort", choices=PurposeKind.choices)
    ends_on = forms.DateField(
        label="Laatste dag",
        required=False,
        widget=DateInput(),
        help_text="Nodig bij een experiment.",
    )
    question = forms.CharField(
        label="Vraag die het experiment beantwoordt",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    budget_tokens = forms.IntegerField(
        label="Budget van het experiment in tokens", required=False, min_value=1
    )
    participants = ManyByName(
        label="Deelnemers aan het experiment",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None = None, *, before: PurposeFacts | None = None
    ) -> None:
        super().__init__(data, initial=_initial(before))
        offer(self, "owner", _people())
        offer(self, "participants", people_who_sign_in().order_by("display_name"))
        if before is not None:
            self.fields["slug"].disabled = True

    def for_all(self) -> list[forms.BoundField]:
        """Return the fields that every purpose has; the others are an experiment's alone."""
        return [bound for bound in self if bound.name not in _OF_EXPERIMENTS]

    def facts(self) -> PurposeFacts:
        """Return what was typed, in a form that passed its own checks."""
        typed = dict(self.cleaned_data)
        typed["data_classes"] = frozenset(typed["data_classes"])
        typed["unrestored_kinds"] = frozenset(typed["unrestored_kinds"])
        typed["output"] = Output(typed["output"])
        typed["kind"] = PurposeKind(typed["kind"])
        typed["participants"] = tuple(typed["participants"])
        return PurposeFacts(**typed)


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision as someone typed it."""

    application: Application
    model: ModelDeployment
    purpose: Purpose
    allows: bool
    reason: str
    valid_until: date | None
    conditions: tuple[str, ...]


class DecisionForm(forms.Form):
    """A person's decision about one use."""

    application = ByName(
        label="Toepassing",
        queryset=Application.objects.none(),
        to_field_name="slug",
        empty_label="Kies een toepassing",
    )
    model = ByName(
        label="Model",
        queryset=ModelDeployment.objects.none(),
        to_field_name="name",
        empty_label="Kies een model",
    )
    purpose = ByName(
        label="Doel",
        queryset=Purpose.objects.none(),
        to_field_name="slug",
        empty_label="Kies een doel",
    )
    allows = forms.ChoiceField(
        label="Besluit",
        choices=[("ja", "Toestaan onder voorwaarden"), ("nee", "Verbieden")],
        widget=forms.RadioSelect,
        initial="ja",
    )
    valid_until = forms.DateField(
        label="Geldig tot en met",
        required=False,
        widget=DateInput(),
        help_text="Nodig om toe te staan. Daarna geldt weer wat zonder besluit geldt.",
    )
    conditions = forms.CharField(
        label="Voorwaarden",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén voorwaarde per regel.",
    )
    reason = forms.CharField(label="Reden", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, data: QueryDict | None = None, *, asked: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=asked)
        offer(self, "application", Application.objects.filter(is_active=True).order_by("name"))
        offer(self, "model", ModelDeployment.objects.filter(is_active=True).order_by("name"))
        offer(self, "purpose", Purpose.objects.filter(is_active=True).order_by("title"))

    def facts(self) -> DecisionFacts:
        """Return what was typed, in a form that passed its own checks.

        A prohibition has no end: what was left in those fields by accident must not lift it.
        """
        typed = dict(self.cleaned_data)
        typed["allows"] = typed["allows"] == "ja"
        typed["conditions"] = tuple(typed["conditions"].splitlines()) if typed["allows"] else ()
        typed["valid_until"] = typed["valid_until"] if typed["allows"] else None
        return DecisionFacts(**typed)


class WithdrawForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(label="Reden", widget=forms.Textarea(attrs={"rows": 3}))


def _initial(before: ModelFacts | PurposeFacts | None) -> dict[str, Any] | None:
    if before is None:
        return None
    fields = before.__dataclass_fields__
    values = {name: getattr(before, name) for name in fields}
    for name in ("data_classes", "unrestored_kinds"):
        if values.get(name):
            values[name] = sorted(values[name])
    return values


def _base(secret_file: str) -> str:
    return secret_file.rsplit("/", 1)[-1]
