"""The configuration of SimpleSAMLphp, a whole SAML provider: one person, one group, one client."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """<?php
$config = [
    'baseurlpath' => 'http://127.0.0.1:PORT/',
    'certdir' => 'FOLDER/', 'loggingdir' => 'FOLDER/', 'datadir' => 'FOLDER/',
    'tempdir' => 'FOLDER/tmp', 'metadatadir' => 'FOLDER/metadata/',
    'secretsalt' => 'of-the-tests-only', 'auth.adminpassword' => 'of-the-tests-only',
    'technicalcontact_email' => 'na@example.org', 'timezone' => 'UTC',
    'logging.handler' => 'file', 'logging.level' => 4, 'logging.logfile' => 'saml.log',
    'enable.saml20-idp' => true, 'module.enable' => ['exampleauth' => true],
    'session.phpsession.savepath' => 'FOLDER/tmp', 'session.cookie.secure' => false,
    'session.cookie.samesite' => 'Lax', 'session.phpsession.httponly' => true,
    'session.phpsession.cookiename' => 'SAML', 'session.authtoken.cookiename' => 'SAMLAuth',
    'store.type' => 'phpsession', 'metadata.sources' => [['type' => 'flatfile']],
    'language.default' => 'en', 'language.available' => ['en'], 'showerrors' => true,
    'errorreporting' => false, 'production' => true, 'usenewui' => false,
    'theme.use' => 'default', 'metadata.sign.enable' => false,
];
"""
SOURCES = """<?php
$config = ['people' => ['exampleauth:UserPass', 'zoe:a long enough password' => [
    'uid' => ['zoe'], 'mail' => ['zoe@example.org'],
    'displayName' => ['Zoé Blin'], 'groups' => ['Finance'],
]]];
"""
OURSELVES = """<?php
$metadata['http://127.0.0.1:PORT/idp'] = [
    'host' => '__DEFAULT__', 'privatekey' => 'server.pem', 'certificate' => 'server.crt',
    'auth' => 'people', 'saml20.sign.assertion' => true, 'saml20.sign.response' => true,
    'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    'authproc' => [3 => ['class' => 'saml:AttributeNameID', 'attribute' => 'uid',
        'Format' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent']],
];
"""
CLIENT = """<?php
$metadata['LEVIERmetadata/'] = [
    'AssertionConsumerService' => 'LEVIERacs/',
    'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
];
$metadata['STRICT'] = $metadata['LEVIERmetadata/'] + [
    'certificate' => 'client.crt', 'validate.authnrequest' => true, 'assertion.encryption' => true,
];
"""
STRICT = "urn:levier:strict"
"""Another name of the same client, of which signed requests are demanded."""


def write(folder: Path, port: int, client: str) -> None:
    """Write what the provider needs to know: itself, its people, its client."""
    (folder / "tmp").mkdir(parents=True)
    (folder / "metadata").mkdir()
    files = {
        "config.php": CONFIG,
        "authsources.php": SOURCES,
        "metadata/saml20-idp-hosted.php": OURSELVES,
        "metadata/saml20-sp-remote.php": CLIENT,
    }
    for name, text in files.items():
        said = text.replace("PORT", str(port)).replace("FOLDER", str(folder))
        said = said.replace("STRICT", STRICT)
        (folder / name).write_text(said.replace("LEVIER", client), encoding="utf-8")
    for owner in ("server", "client"):
        certify(folder, owner)


def certify(folder: Path, owner: str) -> None:
    """Write a key and its certificate."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{owner} of the tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    (folder / f"{owner}.pem").write_bytes(pem)
    (folder / f"{owner}.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
