"""The menu: the rooms of the house, in the words of the work, by what a person may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stadspoort.apps.accounts.roles import Capability, Role, may


@dataclass(frozen=True, slots=True)
class Room:
    """A place in the menu.

    Attributes:
        href: Its address; the item is marked on every address that starts with it.
        icon: A name in frontend/icons.json.
        capability: Who sees it.
        explanation: What one does there, on Mijn werk; empty for what is no work of itself.
    """

    label: str
    href: str
    icon: str
    capability: Capability
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A room as one person sees it in the menu of one page."""

    label: str
    href: str
    icon: str
    is_current: bool
    current: str
    """The value of `aria-current`: `page`, or `true` on a page below it."""
    waiting: int = 0
    """How many things wait here for this person."""


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading; the first section has none."""

    heading: str
    items: tuple[Item, ...]


HOME = Room("Mijn werk", "/", "layout-dashboard", Capability.SIGNED_IN)

ROOMS: tuple[tuple[str, tuple[Room, ...]], ...] = (
    (
        "",
        (
            HOME,
            Room(
                "Assistent",
                "/assistent/",
                "messages",
                Capability.USE_ASSISTANT,
                "Stel een vraag over een document. De poort vervangt de namen en nummers "
                "die zij herkent.",
            ),
            Room(
                "Wat ziet de poort?",
                "/wat-ziet-de-poort/",
                "eye",
                Capability.TRY_DETECTOR,
                "Plak een tekst en zie welke persoonsgegevens de poort erin herkent, en waarom.",
            ),
        ),
    ),
    (
        "Kaders",
        (
            Room(
                "Register",
                "/register/",
                "building-bank",
                Capability.READ_REGISTER,
                "Zie welk model u voor welk doel mag gebruiken, en waarom.",
            ),
            Room(
                "Kaders",
                "/kaders/",
                "book",
                Capability.READ_REGISTER,
                "Lees welke wetten, normen en afspraken meetellen, vanaf wanneer.",
            ),
            Room(
                "Taken",
                "/taken/",
                "clipboard-text",
                Capability.READ_REGISTER,
                "Zie welk bewijs ontbreekt of afloopt, en wie het kan leveren.",
            ),
            Room(
                "Terugmelding",
                "/register/terugmelding/",
                "flag",
                Capability.READ_REGISTER,
                "Zie welke eisen gebruik in de weg staan, om aan VNG en Rijk te melden.",
            ),
            Room(
                "Schaduwgebruik",
                "/register/schaduwgebruik/",
                "eye-off",
                Capability.SEE_SHADOW_USE,
                "Zie in een verkeerslog welke AI-diensten gebruikt worden, en wat wel mag.",
            ),
        ),
    ),
    (
        "Toezicht",
        (
            Room(
                "Logboek",
                "/logboek/",
                "history",
                Capability.READ_LEDGER,
                "Bekijk alle aanroepen en controleer dat er niets is veranderd.",
            ),
        ),
    ),
    (
        "Beheer",
        (
            Room(
                "Sleutels",
                "/beheer/sleutels/",
                "key",
                Capability.MANAGE_KEYS,
                "Geef een toepassing toegang tot de poort, of trek die in.",
            ),
            Room(
                "Modellen",
                "/beheer/modellen/",
                "cpu",
                Capability.MANAGE_REGISTER,
                "Sluit een model aan en leg de afspraken met de leverancier vast.",
            ),
            Room(
                "Doelen",
                "/beheer/doelen/",
                "target-arrow",
                Capability.MANAGE_REGISTER,
                "Leg vast waarvoor een model gebruikt mag worden, en met welke gegevens.",
            ),
            Room(
                "Besluiten",
                "/beheer/besluiten/",
                "clipboard-check",
                Capability.MANAGE_REGISTER,
                "Sta een model toe voor een doel, met een reden en een einddatum.",
            ),
            Room(
                "Eigen lijsten",
                "/beheer/lijsten/",
                "list-details",
                Capability.MANAGE_REGISTER,
                "Geef de poort namen, straten en nummers die bij uw gemeente horen.",
            ),
            Room(
                "Gebruikers",
                "/beheer/gebruikers/",
                "users",
                Capability.MANAGE_USERS,
                "Voeg collega's toe en geef hun een rol.",
            ),
        ),
    ),
)


def menu(roles: frozenset[Role], path: str, waiting: Mapping[str, int]) -> tuple[Section, ...]:
    """Return the menu for someone with these roles on the page at `path`; no empty sections.

    Args:
        roles: What the person is.
        path: Of the page around which it stands.
        waiting: By address of a room, how many things wait there for this person.
    """
    sections = (
        Section(
            heading,
            tuple(
                _item(room, path, waiting.get(room.href, 0))
                for room in rooms
                if may(roles, room.capability)
            ),
        )
        for heading, rooms in ROOMS
    )
    return tuple(section for section in sections if section.items)


def choices(roles: frozenset[Role]) -> tuple[Room, ...]:
    """Return the rooms that someone with these roles can work in, in the order of the menu."""
    return tuple(
        room
        for _, rooms in ROOMS
        for room in rooms
        if room.explanation and may(roles, room.capability)
    )


def _nearest(path: str) -> str:
    """Return the address of the room in which a page is: one room may lie below another."""
    rooms = (room.href for _, rooms in ROOMS for room in rooms)
    return max((href for href in rooms if path.startswith(href)), key=len, default="")


def _item(room: Room, path: str, waiting: int) -> Item:
    is_here = path == room.href
    is_below = room is not HOME and _nearest(path) == room.href
    return Item(
        room.label,
        room.href,
        room.icon,
        is_here or is_below,
        "page" if is_here else "true",
        waiting,
    )
