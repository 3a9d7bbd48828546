"""From a checked workspace to results: series, decisions, experiments, money, sums."""
