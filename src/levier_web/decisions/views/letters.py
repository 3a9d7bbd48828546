"""The refusal letter: composed, changed, kept, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from levier_web.decisions.forms import LetterForm, TextsForm
from levier_web.decisions.models import Decision
from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.decisions.services import letters
from levier_web.decisions.services.permitted import demand_may_decide
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door("decisions.read", write="decisions.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, slug: str) -> HttpResponse:
    """Say why, read the letter in both languages, then refuse and keep it."""
    decision = sheet_or_404(reader(request), slug)
    if decision.state != Decision.State.PROPOSED:
        raise Refusal("decisions.refused.other_state")
    demand_may_decide(reader(request), decision)
    given = request.POST if request.method == "POST" else None
    form = LetterForm(given, criteria=letters.CRITERIA)
    texts, status = None, 200
    if given is not None:
        try:
            texts = _composed(decision, form, given)
            if texts is not None and "keep" in given and texts.is_valid():
                return _kept(request, decision, form, texts)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        status = 422 if form.errors or (texts is not None and texts.errors) else 200
    context = {"decision": decision, "form": form, "texts": texts}
    return render(request, "decisions/refuse.html", context, status=status)


def _composed(decision: Decision, form: LetterForm, given: Any) -> TextsForm | None:  # noqa: ANN401
    if not form.is_valid():
        return TextsForm(given) if "french" in given else None
    if "compose" not in given and "french" in given:
        return TextsForm(given)
    letter = letters.compose(decision, letters.Arguments(**form.cleaned_data))
    return TextsForm(initial={"french": letter.french, "english": letter.english})


def _kept(
    request: HttpRequest, decision: Decision, form: LetterForm, texts: TextsForm
) -> HttpResponse:
    letters.refuse_with_letter(
        reader(request),
        decision,
        letters.Arguments(**form.cleaned_data),
        letters.Letter(**texts.cleaned_data),
    )
    messages.success(request, say("decisions.done.refused"))
    return redirect("decisions:sheet", slug=decision.slug)


@door("decisions.read", write="decisions.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a letter ready to print; those who may, keep a changed one as the next."""
    decision = sheet_or_404(reader(request), slug)
    row = get_object_or_404(decision.letters, number=number)
    if request.method == "POST":
        texts = TextsForm(request.POST)
        if texts.is_valid():
            made = letters.rewrite(reader(request), decision, letters.Letter(**texts.cleaned_data))
            messages.success(request, say("decisions.done.letter"))
            return redirect("decisions:letter", slug=slug, number=made.number)
    else:
        texts = TextsForm(initial={"french": row.text_fr, "english": row.text_en})
    context = {"decision": decision, "letter": row, "texts": texts}
    return render(request, "decisions/letter.html", context)


@door("decisions.read")
@require_safe
def printed(request: HttpRequest, slug: str, number: int, language: str) -> HttpResponse:
    """Show one letter in one language on a page of its own."""
    if language not in {"fr", "en"}:
        raise Http404
    decision = sheet_or_404(reader(request), slug)
    row = get_object_or_404(decision.letters, number=number)
    text = row.text_fr if language == "fr" else row.text_en
    context = {"decision": decision, "letter": row, "text": text, "lang": language}
    return render(request, "decisions/letter_print.html", context)
