"""Lists of any kind: searched, filtered, sorted, cut into pages, exported, in one way.

A view gives a query set and says by what it may be sorted and filtered; the template
``ui/list_tools.html`` draws the tools above it and ``ui/pages.html`` the pages below it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpResponse

from levier_web.ui.harmless_csv import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name in the address, the field it compares, its values with their words."""

    name: str
    label: str
    field: str
    choices: Sequence[tuple[str, str]]
    chosen: str = ""
    pick: Callable[[str], object] | None = None
    """Turns what was chosen into what the field is compared with; itself when left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export: its heading and what it writes of a row."""

    heading: str
    value: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list, and what its tools show."""

    page: Page[Any]
    words: str
    sort: str
    filters: tuple[Filter, ...]
    total: int

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter hides something."""
        return bool(self.words or any(f.chosen for f in self.filters))


@dataclass(frozen=True, slots=True)
class ListTools:
    """What a list can be asked.

    Attributes
    ----------
    searched
        Fields in which the search looks, as in a query (``title``, ``team__name``).
    sorts
        Sort word to fields; the first one is the default; ``-word`` turns it round.
    filters
        Those that the page offers.
    also
        What else a word of the search finds.
    """

    searched: tuple[str, ...]
    sorts: Mapping[str, tuple[str, ...]]
    filters: tuple[Filter, ...] = ()
    per_page: int = PER_PAGE
    default: str = field(default="")
    also: Callable[[str], Q] | None = None

    def narrowed(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Search, filter and sort the rows as the address asks; unknown wishes are ignored."""
        for word in request.GET.get("q", "").split()[:8]:
            anywhere = Q()
            for name in self.searched:
                anywhere |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(anywhere | self.also(word) if self.also else anywhere)
        for one in self.filters:
            wish = request.GET.get(one.name, "")
            if wish and wish in dict(one.choices):
                rows = rows.filter(**{one.field: one.pick(wish) if one.pick else wish})
        return rows.order_by(*self._order(request))

    def shown(self, request: HttpRequest, rows: QuerySet[Any]) -> Listing:
        """Give the page that the address asks for."""
        page = Paginator(self.narrowed(request, rows), self.per_page).get_page(
            request.GET.get("page")
        )
        filters = tuple(replace(one, chosen=request.GET.get(one.name, "")) for one in self.filters)
        return Listing(
            page,
            request.GET.get("q", "").strip(),
            self._sort_word(request),
            filters,
            page.paginator.count,
        )

    def exported(
        self, request: HttpRequest, rows: QuerySet[Any], columns: Sequence[Column], name: str
    ) -> HttpResponse:
        """Give every row that the address asks for as CSV, no cell of which is a formula."""
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        writer = csv.writer(response)
        writer.writerow([column.heading for column in columns])
        for row in self.narrowed(request, rows).iterator(chunk_size=2000):
            writer.writerow([harmless(column.value(row)) for column in columns])
        return response

    def _sort_word(self, request: HttpRequest) -> str:
        wish = request.GET.get("sort", "")
        return wish if wish.lstrip("-") in self.sorts else (self.default or next(iter(self.sorts)))

    def _order(self, request: HttpRequest) -> list[str]:
        word = self._sort_word(request)
        fields = self.sorts[word.lstrip("-")]
        if not word.startswith("-"):
            return [*fields, "pk"]
        return [f[1:] if f.startswith("-") else f"-{f}" for f in fields] + ["-pk"]
