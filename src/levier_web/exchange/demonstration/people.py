"""The fictional people of the demonstration; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from levier_web.organisation.models import Membership, Person, Role, Team, Tribe

if TYPE_CHECKING:
    from levier.language import Language

DOMAIN = "compas-filoche.example"


@dataclass(frozen=True, slots=True)
class Part:
    """One person of the cast: who they are, what they do, in both languages."""

    name: str
    role: Role
    function: tuple[str, str]
    """English, French."""
    team: str = ""
    """Key of a team, or none."""

    @property
    def key(self) -> str:
        """Their first name, as an address writes it."""
        return _plain(self.name.split()[0].lower())


def _plain(text: str) -> str:
    return text.translate(str.maketrans("àâäéèêëîïôöùûüç", "aaaeeeeiioouuuc"))


@dataclass(frozen=True, slots=True)
class Group:
    """One team: its name and its trades in both languages, and how many people fill it."""

    name: tuple[str, str]
    tribe: int
    trades: tuple[tuple[str, str], ...]
    people: int = 7


DEVELOPER = ("developer", "développement")
TESTER = ("quality assurance", "assurance qualité")
SALES = ("sales representative", "commercial")
SUPPORT = ("support adviser", "conseil clients")
TEAMS = {
    "acquisition": Group(
        ("Acquisition", "Acquisition"), 0, (("marketing", "marketing"), DEVELOPER)
    ),
    "sales": Group(("Sales", "Commerce"), 0, (SALES, ("partnerships", "partenariats"))),
    "support": Group(("Support", "Support"), 0, (SUPPORT, TESTER)),
    "product": Group(("Product", "Produit"), 1, (("designer", "designer"), DEVELOPER)),
    "platform": Group(("Platform", "Plateforme"), 1, (DEVELOPER, ("operations", "exploitation"))),
    "data": Group(("Data", "Données"), 1, (("data analyst", "analyse de données"),), 4),
}
"""The teams of the company; the last one is under the floor, so that pages show what they hide."""
TRIBES = (("Market", "Marché"), ("Product and platform", "Produit et plateforme"))

SIGN_INS = (
    Part("Claire Vasseur", Role.EXECUTIVE, ("chief product officer", "directrice produit")),
    Part("Malik Ferrand", Role.PRODUCT, ("product manager", "product manager"), "acquisition"),
    Part("Inès Caradec", Role.MEMBER, ("developer", "développement"), "acquisition"),
)
"""Executive, product manager, developer: those whose sign-ins are printed."""
OTHERS = (
    Part("Solène Marchetti", Role.OWNER, ("chief of staff", "directrice de cabinet")),
    Part("Hugo Delannoy", Role.FINANCE, ("management controller", "contrôleur de gestion")),
    Part("Bruno Kessler", Role.EXECUTIVE, ("managing director", "directeur général")),
    Part("Nadia Lhoste", Role.EXECUTIVE, ("chief technology officer", "directrice technique")),
    Part("Victor Ancelin", Role.PRODUCT, ("sales director", "directeur commercial"), "sales"),
    Part("Rémi Castagnet", Role.OBSERVER, ("works council", "élu du CSE")),
    Part("Yasmine Touré", Role.AUDITOR, ("internal auditor", "auditrice interne")),
)
FIRST_NAMES = """
Adèle Basile Cléo Dorian Elsa Fanny Gaspard Hélène Ilan Jade Karim Lou Maël Nora Oscar
Pénélope Quentin Rosa Sacha Tess Ulysse Viola Wassim Xavier Yann Zoé Alba Brice Carla Driss
Emma Félix Gaël Hana Igor Joris Kenza Léon Mona Noé Ondine Paco Rita Samir Théa Urbain Vera
Willy Ysé Zac Anouk Boris Céleste Diane Éloi
"""
LAST_NAMES = "Aubry Blin Corbel Duval Estève Fayard Gros Hamel Imbert Joly"


def cast_of(language: Language, password: str) -> dict[str, Person]:
    """Make everybody and their teams, and give the people by key: ``claire``, ``support.1``."""
    place = 0 if language == "en" else 1
    teams = _teams(place)
    made: dict[str, Person] = {}
    kept = make_password(password)  # slow on purpose: once for all of them
    for one in SIGN_INS + OTHERS:
        person = Person.objects.create(
            email=f"{one.key}@{DOMAIN}",
            password=kept,
            name=one.name,
            function=one.function[place],
            team=teams[one.team] if one.team else None,
            language=language,
        )
        Membership.objects.create(person=person, role=one.role)
        made[one.key] = person
    return made | _crowd(teams, place, language)


def _teams(place: int) -> dict[str, Team]:
    """Give the teams their tribes; those that no decision named are made."""
    tribes = [Tribe.objects.create(name=names[place]) for names in TRIBES]
    made: dict[str, Team] = {}
    for key, group in TEAMS.items():
        team, _ = Team.objects.get_or_create(name=group.name[place])
        team.tribe = tribes[group.tribe]
        team.save(update_fields=["tribe"])
        made[key] = team
    return made


def _crowd(teams: dict[str, Team], place: int, language: Language) -> dict[str, Person]:
    """Fill the teams with people who never sign in here."""
    people: dict[str, Person] = {}
    firsts, lasts = FIRST_NAMES.split(), LAST_NAMES.split()
    for key, group in TEAMS.items():
        for seat in range(group.people):
            number = len(people)
            first = firsts[number % len(firsts)]
            last = lasts[(number * 7 + number // len(firsts)) % len(lasts)]
            person = Person(
                email=f"{_plain(first.lower())}.{_plain(last.lower())}.{number}@{DOMAIN}",
                name=f"{first} {last}",
                function=group.trades[seat % len(group.trades)][place],
                team=teams[key],
                language=language,
            )
            person.set_unusable_password()
            people[f"{key}.{seat}"] = person
    Person.objects.bulk_create(people.values())
    Membership.objects.bulk_create(
        [Membership(person=person, role=Role.MEMBER) for person in people.values()]
    )
    return people
