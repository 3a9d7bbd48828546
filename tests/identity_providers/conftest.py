"""Whole providers from packages, started on this machine; absent, these tests are skipped.

In CI they may not be absent: ``.ci/run`` brings them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from django.core.cache import cache
from tests.identity_providers import saml_config

from levier_web.organisation.models import Company, Membership, Person, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CANAILLE = Path(os.environ.get("CANAILLE_PYTHON", HERE.parents[1] / ".venv-providers/bin/python"))
SAML = Path("/usr/share/simplesamlphp/www")
PATIENCE = 60


def absent(what: str) -> None:
    """Skip for a user; in CI fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and .ci/run installs it")
    pytest.skip(f"{what} is not installed here: see .ci/run")


@contextmanager
def running(command: list[str], address: str, **more: str) -> Iterator[None]:
    """Run a provider until it is not needed any more."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | more
    ) as process:
        try:
            _answering(process, address)
            yield
        finally:
            process.terminate()


def _answering(process: subprocess.Popen[bytes], address: str) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        assert process.poll() is None
        with suppress(OSError), urlopen(address, timeout=5):  # noqa: S310 - this machine
            return
        sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def canaille() -> Iterator[str]:
    """Give the issuer of an OpenID Connect provider."""
    if not CANAILLE.exists():
        absent("Canaille")
    issuer = f"http://127.0.0.1:{(port := free_port())}"
    back = "http://testserver/sign-in/company/oidc/oidc/back/"
    command = [str(CANAILLE), str(HERE / "canaille_server.py"), str(port), back]
    with running(command, f"{issuer}/.well-known/openid-configuration"):
        yield issuer


@pytest.fixture(scope="session")
def saml_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the SAML provider, which holds its keys and those of its client."""
    return tmp_path_factory.mktemp("saml") / "here"


@pytest.fixture(scope="session")
def simplesamlphp(saml_folder: Path) -> Iterator[str]:
    """Give the address of the metadata of a SAML provider."""
    if not SAML.exists() or shutil.which("php") is None:
        absent("SimpleSAMLphp")
    port = free_port()
    saml_config.write(saml_folder, port, "http://testserver/sign-in/company/saml/saml/")
    metadata = f"http://127.0.0.1:{port}/saml2/idp/metadata.php"
    command = ["php", "-S", f"127.0.0.1:{port}", "-t", str(SAML)]
    with running(command, metadata, SIMPLESAMLPHP_CONFIG_DIR=str(saml_folder)):
        yield metadata


@pytest.fixture
def zoe(db: None) -> Person:
    """Somebody who is known here, with a role given by hand."""
    cache.clear()
    Company.objects.create(pk=1, name="Compas & Filoche")
    made = Person.objects.create_user("zoe@example.org", name="Zoé Blin", language="en")
    Membership.objects.create(person=made, role=Role.MEMBER)
    return made
