"""``levier simulate``: courses of what is hardly known, and what to learn first."""

from levier.workspace.simulating.build_or_buy import run_build_or_buy
from levier.workspace.simulating.client_exit import run_client_exit

__all__ = ["run_build_or_buy", "run_client_exit"]
