"""Facts of the demo register: real services with their public source, and invented purposes.

A service in this list is described by what its source says on the day named there, not judged for
any real municipality. What is invented says so ("demo"). No advice of a lawyer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stadspoort.apps.accounts.roles import Role
from stadspoort.apps.register.models import ApplicationKind
from stadspoort.engines.frameworks import Standing

_READ = "gelezen op 23 november 2026"
_POSITION = (
    "Overheidsbreed standpunt generatieve AI van 16 april 2025, weergegeven in het Algoritmekader "
    f"van het ministerie van BZK (docs/soorten-algoritmes-en-ai/generatieve-ai.md), {_READ}"
)
_NO_CONTRACT = (
    "Vrij toegankelijke dienst zonder contract met de gemeente. Het overheidsbrede standpunt over "
    "generatieve AI sluit zulke diensten uit voor werk."
)
_POSITION_ON = date(2025, 4, 16)


@dataclass(frozen=True, slots=True)
class DemoSupplier:
    """A supplier of the demo."""

    slug: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class DemoService:
    """An application with what its source says about using it at all.

    Attributes:
        on: The day the source is of.
    """

    slug: str
    name: str
    supplier: str
    kind: ApplicationKind
    standing: Standing
    reason: str
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class DemoPurpose:
    """A purpose of the demo municipality; the last four make it an experiment.

    Attributes:
        days: How many days an experiment lasts from the day the demo is loaded.
    """

    slug: str
    title: str
    description: str
    data_classes: frozenset[str]
    legal_basis: str
    legal_article: str
    days: int | None = None
    question: str = ""
    budget_tokens: int | None = None
    participants: tuple[Role, ...] = ()


SUPPLIERS = (
    DemoSupplier("openai", "OpenAI", "Verenigde Staten; vestiging in Ierland"),
    DemoSupplier("google", "Google", "Verenigde Staten; vestiging in Ierland"),
    DemoSupplier("microsoft", "Microsoft", "Verenigde Staten; vestiging in Ierland"),
    DemoSupplier("anthropic", "Anthropic", "Verenigde Staten"),
    DemoSupplier("mistral", "Mistral AI", "Frankrijk"),
    DemoSupplier("deepseek", "DeepSeek", "China"),
    DemoSupplier("xai", "xAI", "Verenigde Staten"),
    DemoSupplier("perplexity", "Perplexity AI", "Verenigde Staten"),
    DemoSupplier("meta", "Meta", "Verenigde Staten; vestiging in Ierland"),
    DemoSupplier("deepl", "DeepL", "Duitsland"),
    DemoSupplier("grammarly", "Grammarly", "Verenigde Staten"),
    DemoSupplier("gpt-nl", "TNO, SURF en NFI (GPT-NL)", "Nederland"),
    DemoSupplier("demo-aanbieder", "Voorbeeldaanbieder (demo)", "Verzonnen voor de demo"),
)


def _free(slug: str, name: str, supplier: str, fact: str, source: str) -> DemoService:
    """Return a free service: refused by the position, with one fact about the service itself."""
    return DemoService(
        slug=slug,
        name=name,
        supplier=supplier,
        kind=ApplicationKind.CONSUMER,
        standing=Standing.VERBODEN,
        reason=f"{_NO_CONTRACT} {fact}",
        source=f"{_POSITION}; {source}",
        on=_POSITION_ON,
    )


SERVICES = (
    _free(
        "chatgpt-gratis",
        "ChatGPT (gratis, Plus, Pro)",
        "openai",
        "Gesprekken van persoonlijke accounts kunnen dienen om modellen te verbeteren, tenzij de "
        "gebruiker dat uitzet.",
        f"alejo.ink/companies/openai (stand 7 juni 2026), {_READ}",
    ),
    _free(
        "gemini-persoonlijk",
        "Gemini (persoonlijk Google-account)",
        "google",
        "Staat activiteit aan, dan gebruikt Google gesprekken om te verbeteren en kijken soms "
        "mensen mee.",
        f"productionai.institute/ai-data-use/gemini-apps (2026), {_READ}",
    ),
    _free(
        "copilot-persoonlijk",
        "Microsoft Copilot (persoonlijk account)",
        "microsoft",
        "Gesprekken van een persoonlijk account kunnen voor training dienen; uitzetten kan.",
        f"magicmirror.team, vragen over Microsoft Copilot (2025), {_READ}",
    ),
    _free(
        "claude-gratis",
        "Claude (gratis, Pro, Max)",
        "anthropic",
        "De gebruiker kiest zelf of gesprekken voor training dienen; met training aan bewaart de "
        "aanbieder ze tot vijf jaar.",
        f"samenvatting van de voorwaarden die sinds 8 oktober 2025 gelden, {_READ}",
    ),
    _free(
        "le-chat-gratis",
        "Le Chat (gratis, Pro, Student)",
        "mistral",
        "Gesprekken in de gratis versie kunnen dienen om modellen te verbeteren; afmelden kan.",
        f"docs.mistral.ai/admin/security-access/privacy (zonder datum), {_READ}",
    ),
    _free(
        "deepseek",
        "DeepSeek (app en website)",
        "deepseek",
        "Volgens het privacybeleid staan gesprekken en bestanden op servers in China. De "
        "Autoriteit Persoonsgegevens waarschuwde ervoor.",
        f"the-decoder.com, 27 juni 2025, en rd.nl, januari 2025, {_READ}",
    ),
    _free(
        "grok",
        "Grok (X en grok.com)",
        "xai",
        "Berichten op X en gesprekken met Grok kunnen voor training dienen; uitzetten kan.",
        f"productionai.institute/ai-data-use/grok-on-x (2026), {_READ}",
    ),
    _free(
        "perplexity-gratis",
        "Perplexity (gratis, Pro, Max)",
        "perplexity",
        "Gebruik van gegevens voor training staat standaard aan; uitzetten werkt alleen vooruit.",
        f"kopie van de hulppagina van Perplexity over gegevens (zonder datum), {_READ}",
    ),
    _free(
        "meta-ai",
        "Meta AI (WhatsApp, Instagram, Facebook)",
        "meta",
        "De modelkaart van Llama 4 noemt gesprekken met Meta AI als trainingsgegevens.",
        "meta-llama/llama-models models/llama4/MODEL_CARD.md (5 april 2025), " + _READ,
    ),
    DemoService(
        slug="deepl-gratis",
        name="DeepL Translator (gratis)",
        supplier="deepl",
        kind=ApplicationKind.CONSUMER,
        standing=Standing.NIET_AANGETOOND,
        reason="Invoer in de gratis versie kan dienen om de systemen te trainen. Of het "
        "overheidsbrede standpunt ook voor een vertaaldienst geldt, is nog niet beoordeeld.",
        source=f"conductatlas.com over het privacybeleid van DeepL (2026), {_READ}",
        on=date(2026, 11, 23),
    ),
    DemoService(
        slug="grammarly",
        name="Grammarly",
        supplier="grammarly",
        kind=ApplicationKind.CONSUMER,
        standing=Standing.NIET_AANGETOOND,
        reason="Inhoud kan voor training dienen, tenzij de gebruiker zich afmeldt. Of het "
        "overheidsbrede standpunt ook voor een schrijfhulp geldt, is nog niet beoordeeld.",
        source=f"conductatlas.com over het privacybeleid van Grammarly (2026), {_READ}",
        on=date(2026, 11, 23),
    ),
    DemoService(
        slug="microsoft-365-copilot",
        name="Microsoft 365 Copilot",
        supplier="microsoft",
        kind=ApplicationKind.CONTRACTED,
        standing=Standing.NIET_AANGETOOND,
        reason="De herziene DPIA ziet nog twee middelgrote risico's en adviseert terughoudend te "
        "zijn. De gemeente heeft nog geen eigen afweging per gebruik vastgelegd.",
        source="SURF, tweede herziening van de DPIA (2026), en Techzine, 12 augustus 2025, "
        + _READ,
        on=date(2026, 5, 27),
    ),
    DemoService(
        slug="azure-openai",
        name="Azure OpenAI",
        supplier="microsoft",
        kind=ApplicationKind.CONTRACTED,
        standing=Standing.NIET_AANGETOOND,
        reason="De leverancier verklaart dat prompts en antwoorden niet voor training dienen. Dat "
        "is een verklaring, geen controle. Overeenkomst en DPIA van de gemeente ontbreken.",
        source="MicrosoftDocs/azure-ai-docs articles/foundry/responsible-ai/openai/data-privacy.md "
        f"(1 oktober 2025), {_READ}",
        on=date(2025, 10, 1),
    ),
    DemoService(
        slug="gpt-nl",
        name="GPT-NL (als dienst)",
        supplier="gpt-nl",
        kind=ApplicationKind.CONTRACTED,
        standing=Standing.NIET_AANGETOOND,
        reason="De eerste versies draaien sinds februari 2026 bij een beperkte groep organisaties. "
        "De gemeente heeft nog geen overeenkomst.",
        source=f"Techzine, 27 februari 2026, {_READ}",
        on=date(2026, 2, 27),
    ),
)

PURPOSES = (
    DemoPurpose(
        "openbare-informatie",
        "Vragen over openbare informatie",
        "Vragen beantwoorden over stukken die de gemeente al openbaar heeft gemaakt.",
        frozenset({"openbaar"}),
        "Er zijn geen persoonsgegevens nodig.",
        "",
    ),
    DemoPurpose(
        "brieven-begrijpelijk",
        "Brieven begrijpelijk maken",
        "Een conceptbrief aan een inwoner herschrijven in gewone taal.",
        frozenset({"openbaar", "intern", "persoonsgegevens"}),
        "De gemeente schrijft brieven voor een taak van algemeen belang.",
        "AVG artikel 6, eerste lid, onder e",
    ),
    DemoPurpose(
        "beleid-intern",
        "Beleidsstukken opstellen",
        "Interne nota's en adviezen samenvatten en ordenen, zonder persoonsgegevens.",
        frozenset({"openbaar", "intern"}),
        "Er zijn geen persoonsgegevens nodig.",
        "",
    ),
    DemoPurpose(
        "bezwaar-voorbereiden",
        "Bezwaar voorbereiden",
        "Gronden en feiten uit een bezwaarschrift op een rij zetten. De jurist beslist.",
        frozenset({"openbaar", "intern", "vertrouwelijk", "persoonsgegevens"}),
        "De gemeente heroverweegt haar besluit op grond van het bezwaar.",
        "Awb artikel 7:11; AVG artikel 6, eerste lid, onder c",
    ),
    DemoPurpose(
        "inwonersvragen",
        "Antwoorden aan inwoners voorbereiden",
        "Een vraag van een inwoner beantwoorden met openbare bronnen. Een medewerker verstuurt.",
        frozenset({"openbaar", "persoonsgegevens"}),
        "De gemeente beantwoordt vragen voor een taak van algemeen belang.",
        "AVG artikel 6, eerste lid, onder e",
    ),
    DemoPurpose(
        "woo-verzoek-samenvatten",
        "Woo-verzoek samenvatten (experiment)",
        "Bij een verzoek om informatie de gevonden stukken kort samenvatten.",
        frozenset({"openbaar", "intern", "persoonsgegevens"}),
        "De gemeente behandelt een verzoek om informatie.",
        "Woo artikel 4.1; AVG artikel 6, eerste lid, onder c",
        days=90,
        question="Kost het lezen van een dossier minder tijd, en mist de samenvatting niets?",
        budget_tokens=2_000_000,
        participants=(Role.WOO_COORDINATOR, Role.WOO_BEHANDELAAR, Role.PROCESEIGENAAR),
    ),
)

CONDITIONS = (
    "Een medewerker leest het antwoord na en beslist.",
    "Gebruik alleen documenten die bij het doel horen.",
)
DECISION_REASON = (
    "Het ingebouwde model draait op de eigen computer en citeert alleen zinnen uit het document. "
    "Er gaat niets naar een andere partij. Besluit van de demogemeente voor een proefperiode."
)
DECISION_DAYS = 180

CONTRACT_MODEL = "demo/model-met-contract"
CONTRACT_REASON = (
    "Verzonnen model voor de demo, met een verzonnen overeenkomst. Er is nog geen besluit over: zo "
    "ziet een model eruit dat nog niet mag."
)
OPEN_MODEL = "demo/model-zonder-contract"
OPEN_REASON = (
    "Verzonnen model voor de demo, zonder verwerkersovereenkomst. Voor persoonsgegevens mag het "
    "nooit, wat het maskeren ook vindt."
)
DEMO_SOURCE = "Verzonnen voor de demogemeente"
