"""Documents to print and to hand over: a template made a tagged PDF, with nothing from outside.

Screen readers find headings, tables, lists and the language in it (PDF/UA-1). Only files of the
application are read while it is made: no address of the network, no file of the machine.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.language import Language

SCHEME = "levier"
"""``levier:ui/print.css`` is a static file of a room; nothing else is fetched."""
STYLES = ("ui/print.css",)
TAGGED = "pdf/ua-1"


class Outside(Exception):  # noqa: N818 - reads as what happened
    """A fault of the program: a document asked for something that is not the application's."""


def html(
    template: str,
    context: Mapping[str, Any],
    language: Language,
    title: str,
    styles: Sequence[str] = (),
) -> str:
    """Write the document as one HTML page, its styles in it; ``title`` is also its name."""
    written = "\n".join(own_file(name).decode() for name in (*STYLES, *styles))
    told = {**context, "language": language, "title": title, "styles": written}
    with translation.override(language):
        return render_to_string(template, told)


def pdf(
    template: str,
    context: Mapping[str, Any],
    language: Language,
    title: str,
    styles: Sequence[str] = (),
) -> bytes:
    """Make a tagged PDF of a template, in one language.

    Parameters
    ----------
    template
        Extends ``ui/print.html``; its block is ``main``.
    context
        What the template shows.
    language
        Of the sentences, of numbers and days, and of the document as readers are told.
    title
        The name of the document.
    styles
        Static style sheets after the usual one, as ``room/name.css``: the size of the paper too.
    """
    try:
        from weasyprint import HTML  # heavy, and needs Pango on the machine
    except OSError as missing:
        raise Refusal("ui.no_pango") from missing

    refused: list[str] = []
    text = html(template, context, language, title, styles)
    document = HTML(string=text, base_url=f"{SCHEME}:", url_fetcher=_fetcher(refused))
    made = document.write_pdf(pdf_variant=TAGGED, pdf_tags=True)
    if refused:
        raise Outside(", ".join(refused))
    return bytes(made or b"")


def own_file(name: str) -> bytes:
    """Give a static file of a room, found by its name among those of the application.

    Raises
    ------
    Outside
        When there is none; a path that leaves the folders of the rooms is none.
    """
    if ".." in name.split("/") or name.startswith("/"):
        raise Outside(name)
    found = finders.find(name)
    if not isinstance(found, str):
        raise Outside(name)
    return Path(found).read_bytes()


def _fetcher(refused: list[str]) -> Any:  # noqa: ANN401 - a class of a library imported late
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc, unused-ignore]
        """Gives files of the application, and refuses any other address."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401 - as the library asks
            del headers
            asked = urlsplit(url)
            try:
                content = own_file(asked.path if asked.scheme == SCHEME else f"/{url}")
            except Outside:
                refused.append(url)  # the library goes on without what it cannot fetch
                raise
            kind = mimetypes.guess_type(asked.path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return OwnFiles()
