"""Set up ``.venv`` with everything that the lock file names, using the standard library only.

Some systems ship Python without ``ensurepip``; there the installer's wheel is fetched from the
package index (the one that ``PIP_INDEX_URL`` names, else the lock file) and checked against
its fingerprint.
"""

from __future__ import annotations

import hashlib
import html
import io
import os
import re
import subprocess
import sys
import sysconfig
import urllib.parse
import urllib.request
import venv
import zipfile
from pathlib import Path

UV_VERSION = "0.13.9"
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"


def main() -> None:
    """Create the environment, put the installer into it, install what the lock file names."""
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever Python the user has
        sys.exit(
            f"Levier needs Python 3.11 or later; this is {sys.version.split()[0]}. "
            "Name another one: make PYTHON=python3.12"
        )
    if not (BIN / "python").exists():
        venv.create(VENV, with_pip=False, symlinks=True)
    if not (BIN / "uv").exists() and not _install_with_pip():
        _install_from_index()
    environment = {
        key: value for key, value in os.environ.items() if key not in {"VIRTUAL_ENV", "PYTHONPATH"}
    }
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    environment.setdefault("UV_SYSTEM_CERTS", "true")
    uv, python = str(BIN / "uv"), str(BIN / "python")
    command = [uv, "sync", "--frozen", "--inexact", "--compile-bytecode", "--quiet"]
    command += ["--python", python]
    if "--production" in sys.argv[1:]:  # what serving needs, with PostgreSQL, and no tool of ours
        command += ["--no-default-groups", "--extra", "postgresql"]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
        sys.exit("The set-up did not finish; the lines above say why. Mend it and try again.")


def _install_with_pip() -> bool:
    """Install the installer with the pip that comes with Python; False where there is none."""
    command = [str(BIN / "python"), "-m", "ensurepip", "--default-pip"]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        return False
    command = [str(BIN / "python"), "-m", "pip", "install", "--quiet", f"uv=={UV_VERSION}"]
    return subprocess.run(command, check=False).returncode == 0


def _install_from_index() -> None:
    """Fetch the installer's wheel from the package index, check its fingerprint, unpack it."""
    index = (os.environ.get("PIP_INDEX_URL") or _locked_index()).rstrip("/") + "/uv/"
    with urllib.request.urlopen(index) as answer:
        page = answer.read().decode()
    machine = sysconfig.get_platform().rsplit("-", 1)[-1]
    system = "macosx" if sys.platform == "darwin" else "manylinux"
    for link in re.findall(r'href="([^"]+)"', page):
        address, _, fragment = html.unescape(link).partition("#")
        name = address.rsplit("/", 1)[-1]
        if name.startswith(f"uv-{UV_VERSION}-") and system in name and machine in name:
            with urllib.request.urlopen(urllib.parse.urljoin(index, address)) as answer:
                wheel = answer.read()
            if fragment.startswith("sha256=") and (
                hashlib.sha256(wheel).hexdigest() != fragment.removeprefix("sha256=")
            ):
                sys.exit(f"{name} does not have the fingerprint that the index gives; stopping.")
            _unpack(wheel)
            return
    sys.exit(
        f"No wheel of uv {UV_VERSION} for {system} {machine} at the package index.\n"
        "Install Python's venv module (on Debian: apt install python3-venv) and try again."
    )


def _locked_index() -> str:
    """Give the package index that the lock file was made with."""
    found = re.search(r'registry = "([^"]+)"', (ROOT / "uv.lock").read_text(encoding="utf-8"))
    return found.group(1) if found else sys.exit("uv.lock names no package index; stopping.")


def _unpack(wheel: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        member = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
        target = BIN / "uv"
        target.write_bytes(archive.read(member))
        target.chmod(0o755)


if __name__ == "__main__":
    main()
