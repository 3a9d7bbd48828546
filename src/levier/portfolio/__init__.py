"""Bets among which to choose: their order, their delay, what to learn first, what to do."""
