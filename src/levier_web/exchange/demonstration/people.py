"""The fictional people of the demonstration; every name is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    team: int | None = None
    """Index into the company's teams, in alphabetical order; None for none."""

    @property
    def email(self) -> str:
        """Their invented address."""
        first = self.name.split()[0].lower()
        return f"{_plain(first)}@{DOMAIN}"


def _plain(text: str) -> str:
    return text.translate(str.maketrans("àâäéèêëîïôöùûüç", "aaaeeeeiioouuuc"))


SIGN_INS = (
    Part("Claire Vasseur", Role.EXECUTIVE, ("chief product officer", "directrice produit")),
    Part("Malik Ferrand", Role.PRODUCT, ("product manager", "product manager"), 0),
    Part("Inès Caradec", Role.MEMBER, ("developer", "développeuse"), 0),
)
"""Executive, product manager, developer: those whose sign-ins are printed."""
OTHERS = (
    Part("Solène Marchetti", Role.OWNER, ("chief of staff", "directrice de cabinet")),
    Part("Hugo Delannoy", Role.FINANCE, ("management controller", "contrôleur de gestion")),
    Part("Bruno Kessler", Role.EXECUTIVE, ("managing director", "directeur général")),
    Part("Nadia Lhoste", Role.EXECUTIVE, ("chief technology officer", "directrice technique")),
    Part("Rémi Castagnet", Role.OBSERVER, ("works council", "élu du CSE")),
    Part("Yasmine Touré", Role.AUDITOR, ("internal auditor", "auditrice interne")),
)
FIRST_NAMES = [
    "Adèle",
    "Basile",
    "Cléo",
    "Dorian",
    "Elsa",
    "Fanny",
    "Gaspard",
    "Hélène",
    "Ilan",
    "Jade",
    "Karim",
    "Lou",
    "Maël",
    "Nora",
    "Oscar",
    "Pénélope",
    "Quentin",
    "Rosa",
    "Sacha",
    "Tess",
    "Ulysse",
    "Viola",
    "Wassim",
    "Xavier",
    "Yann",
    "Zoé",
    "Alba",
    "Brice",
    "Carla",
    "Driss",
    "Emma",
    "Félix",
    "Gaël",
    "Hana",
    "Igor",
    "Joris",
    "Kenza",
    "Léon",
    "Mona",
    "Noé",
    "Ondine",
    "Paco",
    "Rita",
    "Samir",
    "Théa",
    "Urbain",
    "Vera",
    "Willy",
    "Ysé",
    "Zac",
    "Anouk",
    "Boris",
    "Céleste",
    "Diane",
    "Éloi",
]
LAST_NAMES = [
    "Aubry",
    "Blin",
    "Corbel",
    "Duval",
    "Estève",
    "Fayard",
    "Gros",
    "Hamel",
    "Imbert",
    "Joly",
]
TRADES = (
    ("developer", "développeur"),
    ("designer", "designer"),
    ("data analyst", "analyste de données"),
    ("support agent", "chargée de support"),
    ("tester", "testeuse"),
)
IN_A_TEAM = 7


def cast_of(language: Language, password: str) -> dict[str, Person]:
    """Make everybody, give the teams a tribe, and give the people by address."""
    teams = list(Team.objects.order_by("name"))
    _tribes(teams, language)
    place = 0 if language == "en" else 1
    made: dict[str, Person] = {}
    for one in SIGN_INS + OTHERS:
        team = teams[one.team % len(teams)] if one.team is not None and teams else None
        made[one.email] = _person(one, one.function[place], team, language, password)
    _crowd(teams, place, language)
    return made


def _person(
    one: Part, function: str, team: Team | None, language: Language, password: str
) -> Person:
    person = Person.objects.create_user(
        one.email, password, name=one.name, function=function, team=team, language=language
    )
    Membership.objects.create(person=person, role=one.role)
    return person


def _tribes(teams: list[Team], language: Language) -> None:
    names = ("Market", "Product") if language == "en" else ("Marché", "Produit")
    tribes = [Tribe.objects.create(name=name) for name in names]
    for place, team in enumerate(teams):
        team.tribe = tribes[place % 2]
        team.save(update_fields=["tribe"])


def _crowd(teams: list[Team], place: int, language: Language) -> None:
    """Fill the teams with people who never sign in here."""
    people: list[Person] = []
    for number in range(IN_A_TEAM * len(teams)):
        first = FIRST_NAMES[number % len(FIRST_NAMES)]
        last = LAST_NAMES[(number * 7 + number // len(FIRST_NAMES)) % len(LAST_NAMES)]
        person = Person(
            email=f"{_plain(first.lower())}.{_plain(last.lower())}.{number}@{DOMAIN}",
            name=f"{first} {last}",
            function=TRADES[number % len(TRADES)][place],
            team=teams[number % len(teams)],
            language=language,
        )
        person.set_unusable_password()
        people.append(person)
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create(
        [Membership(person=person, role=Role.MEMBER) for person in people]
    )
