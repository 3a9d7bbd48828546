"""``python -m levier_cli``: the same as the ``levier`` command."""

from levier_cli.main import run

run()
