"""Documents: tagged, in one language, made of nothing but the application's own files."""

from __future__ import annotations

import io

import pytest
from django.test import override_settings
from pypdf import PdfReader

from levier_web.ui import documents

pytestmark = pytest.mark.usefixtures("pango")
LOCAL = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {
        "loaders": [
            (
                "django.template.loaders.locmem.Loader",
                {
                    "ui/print.html": "",
                    "plain.html": "{% extends 'frame.html' %}",
                    "frame.html": "<html lang='{{ language }}'><title>{{ title }}</title>"
                    "<style>{{ styles|safe }}</style><h1>{{ title }}</h1>"
                    "<table><tr><th>A</th><td>1</td></tr></table>{{ more|safe }}</html>",
                },
            )
        ]
    },
}


def made(more: str = "") -> bytes:
    with override_settings(TEMPLATES=[LOCAL]):
        return documents.pdf("plain.html", {"more": more}, "fr", "Dossier")


def test_a_document_is_tagged_and_says_its_language_and_name() -> None:
    document = PdfReader(io.BytesIO(made()))
    root = document.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert document.metadata is not None
    assert document.metadata.title == "Dossier"
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1/x.png",
        "https://example.org/x.png",
        "file:///etc/passwd",
        "ftp://example.org/x.png",
        "levier:../../config/settings.py",
        "levier:/etc/passwd",
        "levier:ui/nothing.png",
    ],
)
def test_nothing_from_outside_comes_in(address: str) -> None:
    with pytest.raises(documents.Outside):
        made(f'<img alt="" src="{address}">')


def test_a_file_of_the_application_comes_in() -> None:
    assert made('<img alt="Levier" src="levier:ui/levier.svg">').startswith(b"%PDF")
