"""Budgets open to all, and the alerts that anybody raises on them."""
