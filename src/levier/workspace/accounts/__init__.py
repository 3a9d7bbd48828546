"""``levier pnl``: the account of each product, and whether it may fund the next."""
