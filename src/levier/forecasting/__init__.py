"""Forecasts as people give them: their shape, their pooling, their score, what they are worth."""
