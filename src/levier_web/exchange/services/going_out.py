"""The company as an archive that ``levier measure`` reads once unpacked."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from levier_web.impact.folder import write_folder
from levier_web.organisation import audit
from levier_web.organisation.permission import demand

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of each file in the archive: the same company gives the same bytes."""


def archive(person: Person) -> bytes:
    """Write the folder out as a zip archive."""
    demand(person, "exchange.read")
    buffer = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="levier-") as name:
        write_folder(Path(name))
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for path in sorted(Path(name).iterdir()):
                info = zipfile.ZipInfo(f"workspace/{path.name}", FIRST_DAY)
                info.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(info, path.read_bytes())
    audit.record(person, "workspace.exported")
    return buffer.getvalue()
