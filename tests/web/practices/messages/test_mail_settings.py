"""The mail server of the settings is spoken to as they say, and its refusals are worded."""

from __future__ import annotations

import runpy
import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.web.practices.messages.mail_server import ACCOUNT, mail_server
from typer.testing import CliRunner

from levier_cli.main import app
from levier_web.config import settings_mail
from levier_web.practices.messages.services import trial

if TYPE_CHECKING:
    from pathlib import Path

# The library's advice about a password without STARTTLS: tried here on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for ``localhost``, of an authority that this machine trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return context


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    """Read the settings from an environment, as a start does, and use them."""

    def use(**environment: object) -> None:
        monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
        for name in ("SECURITY", "PORT", "USER", "PASSWORD"):
            monkeypatch.delenv(f"LEVIER_SMTP_{name}", raising=False)
        for name, value in ({"HOST": "localhost"} | environment).items():
            monkeypatch.setenv(f"LEVIER_SMTP_{name}", str(value))
        read = runpy.run_path(settings_mail.__file__)
        for name, value in read.items():
            if name.startswith("EMAIL_"):
                setattr(settings, name, value)

    return use


def tried(address: str = "olga@example.com", language: str = "en") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["try-mail", address, "--language", language])
    return done.exit_code, done.output


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_a_letter_arrives_whatever_keeps_it_secret(
    security: str, certificate: ssl.SSLContext, configured: Any
) -> None:
    with mail_server(security, certificate, account=True) as server:
        user, password = ACCOUNT.login.decode(), ACCOUNT.password.decode()
        configured(SECURITY=security, PORT=server.port, USER=user, PASSWORD=password)
        code, said = tried(language="fr")
    assert code == 0, said
    assert f"localhost:{server.port} a pris le courriel" in said
    (letter,) = server.came
    assert letter["To"] == "olga@example.com"
    assert letter["Subject"] == "Levier\u202f: courriel d’essai"


# Django leaves a connection whose STARTTLS failed to be closed by the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_each_refusal_says_what_to_mend(
    certificate: ssl.SSLContext, configured: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server("starttls", certificate, account=True) as server:
        configured(PORT=server.port, USER="levier", PASSWORD="another")  # noqa: S106
        assert "LEVIER_SMTP_PASSWORD" in refused()
        configured(PORT=server.port, HOST="127.0.0.1")
        assert "is not trusted" in refused()  # the certificate bears another name
        monkeypatch.delenv("SSL_CERT_FILE")
        configured(PORT=server.port)
        assert "SSL_CERT_FILE" in refused()
        configured(PORT=server.port, SECURITY="tls")
        assert "LEVIER_SMTP_SECURITY" in refused()
    assert server.came == []
    with mail_server() as server:
        configured(PORT=server.port)
        assert "does not offer this encryption" in refused()
        configured(PORT=server.port, SECURITY="none")
        assert "550 nobody of this name" in refused("nobody@example.com")
        server.refuses = 1
        assert "451 later" in refused()
    assert "does not answer" in refused()


def refused(address: str = "olga@example.com") -> str:
    code, said = tried(address)
    assert code == 1, said
    return said


def test_without_a_server_it_says_which_setting_to_give(settings: Any) -> None:
    assert settings.EMAIL_BACKEND != trial.SMTP
    assert "LEVIER_SMTP_HOST" in refused()


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"SECURITY": "ssl"}, "LEVIER_SMTP_SECURITY is “ssl”"),
        ({"PORT": "smtp"}, "LEVIER_SMTP_PORT is “smtp”"),
        ({"HOST": "mail.example.com", "SECURITY": "none", "PASSWORD": "x"}, "travel readable"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_at_the_start(
    environment: dict[str, str], named: str, configured: Any
) -> None:
    with pytest.raises(SystemExit, match=named):
        configured(**environment)


def test_nobody_waits_for_a_server_that_says_nothing(configured: Any, settings: Any) -> None:
    configured()
    assert 0 < settings.EMAIL_TIMEOUT <= 30
    assert (settings.EMAIL_PORT, settings.EMAIL_USE_TLS) == (587, True)
