"""A private key and its certificate, named by the environment: read and compared at the start."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from levier_web.config import variables

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes


def key_pair(key: str, certificate: str) -> tuple[str, str]:
    """Give the key and the certificate, in PEM, of the files that two variables name.

    Both empty where neither is set. One without the other, a file that cannot be read, and a key
    that is not the certificate's stop the start.
    """
    named = {name: os.environ.get(name, "") for name in (key, certificate)}
    if not any(named.values()):
        return "", ""
    if not all(named.values()):
        variables.stop("half_a_pair", of_key=key, of_certificate=certificate)
    texts = {name: _text(name, path) for name, path in named.items()}
    if _of_key(key, texts[key]) != _of_certificate(certificate, texts[certificate]):
        variables.stop("another_key", of_key=key, of_certificate=certificate)
    return texts[key], texts[certificate]


def _text(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, UnicodeError):
        variables.stop("no_pem", name=name, path=path)


def _of_key(name: str, text: str) -> PublicKeyTypes:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return load_pem_private_key(text.encode(), password=None).public_key()
    except (ValueError, TypeError):  # no key; one under a password
        variables.stop("no_pem", name=name, path=os.environ[name])


def _of_certificate(name: str, text: str) -> PublicKeyTypes:
    from cryptography.x509 import load_pem_x509_certificate

    try:
        return load_pem_x509_certificate(text.encode()).public_key()
    except ValueError:
        variables.stop("no_pem", name=name, path=os.environ[name])
