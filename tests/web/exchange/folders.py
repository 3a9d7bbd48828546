"""A small folder with every table that the application fills, zipped as people zip it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tests.engine.workspace.reading.folder_fixture import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping

MORE = {
    "phases.csv": """product,phase,starts_on,ends_on,comment
Shop,Discovery,2024-01-08,2024-03-29,
Shop,Build,2024-04-01,,"Larger, and later"
""",
    "sessions.csv": """date,decision,title,purpose,outcome,reason,next_owner,next_on
2025-01-06,checkout,January,decide,decided,Cheap to undo,Product,2025-01-14
2025-01-06,price,January,decide,postponed,,,
2025-03-03,price,,review,continued,,,
""",
}
WHOLE: Mapping[str, str] = {**FILES, **MORE}


def archive(files: Mapping[str, str | bytes] = WHOLE, **changed: str) -> io.BytesIO:
    """Zip the files; ``decisions="…"`` replaces ``decisions.csv``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, changed.get(name.split(".")[0], text))
    buffer.seek(0)
    buffer.name = "workspace.zip"
    return buffer
