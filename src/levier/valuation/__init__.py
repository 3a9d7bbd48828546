"""From effects to money: unit values, shrinkage, sums that count nothing twice, reconciliation."""
