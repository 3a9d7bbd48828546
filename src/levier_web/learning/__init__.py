"""Forecasts against what came, lessons, reviews that come due."""
