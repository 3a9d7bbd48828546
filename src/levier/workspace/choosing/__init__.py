"""``levier choose``: bets drawn together, ranked, chosen, and what to learn before."""
