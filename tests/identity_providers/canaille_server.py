"""Serves Canaille, a whole OpenID Connect provider, with one person, one group and one client.

Run by the Python of its own environment: ``python canaille_server.py PORT REDIRECT_ADDRESS``.
"""

from __future__ import annotations

import sys
from typing import Any

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from canaille.backends.memory.backend import MemoryBackend
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

ANY_OF = MemoryBackend.do_query


def all_of(self: Any, model: Any, *given: Any, **wanted: Any) -> list[Any]:
    """Give the rows that meet every condition.

    In memory the provider gives those that meet any: with a code that an earlier test left unused,
    it would open for an invented code, or refuse the right one.
    """
    if len(wanted) < 2:
        return list(ANY_OF(self, model, *given, **wanted))
    met = [{one.id: one for one in ANY_OF(self, model, **{name: wanted[name]})} for name in wanted]
    return [one for key, one in met[0].items() if all(key in rows for rows in met[1:])]


MemoryBackend.do_query = all_of
PORT, REDIRECT = int(sys.argv[1]), sys.argv[2]
HERE = f"127.0.0.1:{PORT}"

app = create_app(
    {
        "SECRET_KEY": "of the tests",
        "SERVER_NAME": HERE,
        "PREFERRED_URL_SCHEME": "http",
        "CANAILLE": {"DATABASE": "memory", "CAPTCHA_ENABLED": False, "LOGGING": None},
        "CANAILLE_OIDC": {
            "ACTIVE_JWKS": [
                RSAKey.generate_key(2048, parameters={"kid": "k1"}).as_dict(private=True)
            ],
            "TRUSTED_DOMAINS": ["testserver"],
            "REQUIRE_NONCE": True,
        },
    }
)
with app.app_context():
    person = models.User(
        user_name="zoe",
        family_name="Blin",
        given_name="Zoé",
        formatted_name="Zoé Blin",
        emails=["zoe@example.org"],
        password="a long enough password",  # noqa: S106 - of the tests only
    )
    Backend.instance.save(person)
    Backend.instance.save(models.Group(display_name="Finance", members=[person]))
    client = models.Client(
        client_id="levier",
        client_secret="a secret of the tests",  # noqa: S106
        client_name="Levier",
        redirect_uris=[REDIRECT],
        response_types=["code"],
        grant_types=["authorization_code"],
        scope=["openid", "profile", "email", "groups"],
        token_endpoint_auth_method="client_secret_post",  # noqa: S106
    )
    Backend.instance.save(client)
    client.audience = [client]
    Backend.instance.save(client)
server = make_server("127.0.0.1", PORT, app, threaded=True)
print("ready", flush=True)
server.serve_forever()
