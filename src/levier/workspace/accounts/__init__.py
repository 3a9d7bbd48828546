"""``levier pnl``: the account of each product, and whether it may fund the next."""

from levier.workspace.accounts.run import run_accounts

__all__ = ["run_accounts"]
