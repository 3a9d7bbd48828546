"""The pack: three forms of the same six slides, opened again as their readers open them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Emu
from pypdf import PdfReader
from tests.web.impact.conftest import brought_in, small_folder

from levier_web.decisions.models import CommitteeSession, Decision
from levier_web.impact.jobs import measure_company
from levier_web.impact.models import Effect
from levier_web.impact.services import asking
from levier_web.ledger.queries.home import home
from levier_web.organisation.models import AuditLine
from levier_web.practices.committee_pack.services.asked import whole_sentences
from levier_web.practices.committee_pack.services.contents import contents
from levier_web.practices.committee_pack.services.documents import document
from levier_web.practices.committee_pack.services.slide import RangeRow
from levier_web.practices.committee_pack.services.slides.native_charts import _cut
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier.language import Language
    from levier_web.organisation.models import Company, Person

__all__ = ["brought_in", "small_folder"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@pytest.fixture
def measured(brought_in: None, olga: Person) -> None:
    measure_company.call(asking.measure_now(olga).pk)


@pytest.fixture
def agenda(measured: None, eve: Person) -> CommitteeSession:
    session = CommitteeSession.objects.create(title="November", day=date(2026, 11, 30))
    decision = Decision.objects.create(
        slug="next", title="=Next <one>", state="proposed", planned_cost=1200
    )
    session.items.create(decision=decision)
    return session


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_have_titles_charts_and_their_language(
    agenda: CommitteeSession, eve: Person, language: Language
) -> None:
    made = document(eve, language, "pptx", agenda)
    deck = Presentation(io.BytesIO(made.content))
    pages = list(deck.slides)
    assert len(pages) == 6
    charts = 0
    for page in pages:
        assert page.shapes.title is not None
        assert page.shapes.title.text_frame.text
        for shape in page.shapes:
            charts += shape.has_chart
            assert shape.left + shape.width <= (deck.slide_width or 0) + Emu(1)
    assert charts >= 3
    told = [*titles_of_charts(pages[0]), *titles_of_charts(pages[1])]
    assert told
    assert all(told)
    above, below = axis_format(next(one for one in pages[1].shapes if one.has_chart)).split(";")
    assert below == f'"\u2212"{above}'  # the minus sign, as everywhere else
    assert "=Next <one>" in words_of(pages[5])
    with zipfile.ZipFile(io.BytesIO(made.content)) as parts:
        text = parts.read("ppt/slides/slide1.xml").decode()
        assert f'lang="{"fr-FR" if language == "fr" else "en-GB"}"' in text
        assert any(name.startswith("ppt/embeddings/") for name in parts.namelist())


def titles_of_charts(page: object) -> list[str]:
    charts = [shape.chart for shape in page.shapes if shape.has_chart]  # type: ignore[attr-defined]
    return [chart.chart_title.text_frame.text if chart.has_title else "" for chart in charts]


def axis_format(shape: object) -> str:
    return shape.chart.value_axis.tick_labels.number_format  # type: ignore[attr-defined, no-any-return]


def words_of(page: object) -> str:
    found = []
    for shape in page.shapes:  # type: ignore[attr-defined]
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def test_every_slide_says_where_its_figures_come_from(measured: None, eve: Person) -> None:
    pack = contents(eve, "en", None)
    shown = home("en")
    assert shown is not None
    for slide in pack.slides:
        assert shown.measurement.fingerprint[:12] in slide.footnote
    graded = [row.grade for block in pack.slides[1].blocks for row in getattr(block, "rows", [])]
    assert all(f"Grade {letter}" in pack.slides[1].footnote for letter in graded)
    every = sum(shown.counts[one] for one in ("gain", "loss", "not_proven"))
    assert (f"{len(graded)} of these {every} effects" in pack.slides[1].footnote) == (
        len(graded) < every
    )


def test_what_people_declare_is_counted_among_no_effects_measured(measured: None) -> None:
    """The sentences of the engine do not count it; a page that did would contradict them."""

    def counted() -> int:
        shown = home("en")
        assert shown is not None
        return sum(shown.counts[one] for one in ("gain", "loss", "not_proven"))

    before, one = counted(), Effect.objects.exclude(verdict="not_measured").earliest("pk")
    Effect.objects.filter(pk=one.pk).update(design="declared", grade="E", verdict="not_proven")
    assert counted() == before - 1


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_tagged(agenda: CommitteeSession, eve: Person, language: Language) -> None:
    made = document(eve, language, "pdf", agenda)
    reader = PdfReader(io.BytesIO(made.content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert len(reader.pages) >= 6
    assert "=Next <one>" in " ".join(reader.pages[-1].extract_text().split())


def test_formulas_are_alive_and_text_is_text(agenda: CommitteeSession, eve: Person) -> None:
    made = document(eve, "en", "xlsx", agenda)
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    kept = openpyxl.load_workbook(io.BytesIO(made.content), data_only=True)
    formulas = [
        cell.coordinate
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) >= 12
    assert book["To decide"]["A2"].value == "=Next <one>"
    assert book["To decide"]["A2"].data_type == "s"
    assert str(book["Summary"]["C3"].value).startswith("=SUMIFS(")
    shown = home("en")
    assert shown is not None
    assert kept["Summary"]["C2"].value == pytest.approx(shown.portfolio["value"]["p50"])
    assert kept["Summary"]["C6"].value == pytest.approx(shown.portfolio["net"]["p50"])
    check = [row[1].value for row in kept["Why it moved"].iter_rows(min_row=2)][-1]
    assert check == pytest.approx(0.0, abs=1e-6)
    notes = book["Notes"]
    assert (notes.row_dimensions[2].height or 0) > 15  # whole, where no reader makes room for it
    assert "+" not in book["Forecasts"].cell(book["Forecasts"].max_row, 5).number_format


def test_what_is_taken_away_is_in_the_audit_log(measured: None, eve: Person) -> None:
    document(eve, "fr", "xlsx", None)
    last = AuditLine.objects.order_by("-pk")[0]
    assert (last.action, last.detail) == (
        "committee_pack.taken",
        {"form": "xlsx", "language": "fr"},
    )


def test_nothing_measured_is_said(company: Company, eve: Person) -> None:
    with pytest.raises(Refusal) as refused:
        contents(eve, "en", None)
    assert refused.value.key == "committee_pack.nothing_measured"


def test_a_developer_takes_nothing_away(ana: Person, company: Company) -> None:
    with pytest.raises(NotAllowed):
        contents(ana, "en", None)


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_offers_the_three_forms(
    agenda: CommitteeSession,
    eve: Person,
    browser_of: Callable[[Person], Client],
    language: Language,
) -> None:
    eve.language = language
    eve.save()
    browser = browser_of(eve)
    page = browser.get(f"/committee-pack/?session={agenda.pk}").content.decode()
    for form in ("pptx", "pdf", "xlsx"):
        address = f"/committee-pack/{language}/{form}/?session={agenda.pk}"
        assert address in page
        assert browser.get(address)["Content-Disposition"].endswith(f'{language}.{form}"')
    assert browser.get("/committee-pack/de/pdf/").status_code == 404
    assert browser.get("/committee-pack/fr/exe/").status_code == 404


@pytest.mark.parametrize(
    ("low", "mid", "high"), [(1, 2, 4), (-1, 2, 4), (-3, -1, 4), (-4, -2, -1), (0, 0, 0)]
)
def test_a_range_cut_for_stacked_bars_ends_where_it_ends(low: int, mid: int, high: int) -> None:
    ground, dark, light, light_below, dark_below = _cut(RangeRow("x", low, mid, high), 0.01)
    up = max(ground, 0.0) + dark + light
    down = min(ground, 0.0) + light_below + dark_below
    assert (high if high > 0 else 0.005) >= up - 1e-9 or low > 0
    if low >= 0 and high > low:
        assert (ground, up) == (low, high)
    elif high > low > -99 and high <= 0:
        assert (ground, down) == (high, low)
    elif high > low:
        assert (up, down) == (high, low)


def test_sentences_are_kept_whole() -> None:
    assert whole_sentences("One. Two is long. Three.", 10) == "One."
    assert whole_sentences("One. Two.", 100) == "One. Two."
