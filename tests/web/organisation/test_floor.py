"""Teams under the floor: none is shown, and none can be found by subtraction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from levier_web.organisation.models import Company, Person, Team
from levier_web.organisation.queries_floor import hidden_among, hidden_teams

SIZES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 12))


@given(sizes=SIZES, floor=st.integers(3, 8))
def test_nothing_shown_is_under_the_floor_and_nothing_hidden_is_alone(
    sizes: dict[str, int], floor: int
) -> None:
    hidden = hidden_among(sizes, floor)
    assert all(size == 0 or size >= floor for name, size in sizes.items() if name not in hidden)
    under = [name for name, size in sizes.items() if 0 < size < floor]
    if under and len(sizes) > 1:
        assert len(hidden) >= 2
    if not under:
        assert hidden == frozenset()


def test_the_next_smallest_goes_with_a_lonely_one() -> None:
    assert hidden_among({"A": 3, "B": 9, "C": 6, "D": 0}, 5) == {"A", "C"}
    assert hidden_among({"A": 3, "B": 4, "C": 6}, 5) == {"A", "B"}
    assert hidden_among({"A": 3, "D": 0}, 5) == {"A", "D"}


def test_people_who_left_do_not_count(company: Company, checkout: Team, search_team: Team) -> None:
    for number in range(5):
        Person.objects.create_user(f"p{number}@example.org", name=f"P{number}", team=checkout)
        Person.objects.create_user(f"q{number}@example.org", name=f"Q{number}", team=search_team)
    assert hidden_teams() == frozenset()
    Person.objects.filter(email="p0@example.org").update(is_active=False)
    assert hidden_teams() == {"Checkout", "Search"}


def test_only_a_team_of_the_table_can_cover_a_small_one(
    company: Company, checkout: Team, search_team: Team
) -> None:
    shop = Team.objects.create(name="Shop")
    for team, people in ((checkout, 4), (search_team, 5), (shop, 6)):
        for number in range(people):
            Person.objects.create_user(f"{team.name}{number}@example.org", name="P", team=team)
    assert hidden_teams() == {"Checkout", "Search"}
    assert hidden_teams(["Checkout", "Shop"]) == {"Checkout", "Shop"}
    assert hidden_teams(["Search", "Shop"]) == frozenset()


def test_a_team_that_everybody_left_is_still_under_the_floor(
    company: Company, checkout: Team, search_team: Team
) -> None:
    assert hidden_teams() == frozenset()
    Person.objects.create_user("p@example.org", name="P", team=checkout, is_active=False)
    assert hidden_teams() == {"Checkout", "Search"}
