"""What a page says, without its markup."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpResponse


def text_of(response: Any | HttpResponse) -> str:
    """Give the words of a page; drawings are left out, narrow spaces stay."""
    page = re.sub(r"(?s)<svg.*?</svg>|<head>.*?</head>", "", response.content.decode())
    return re.sub(r"[ \t\n]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))
