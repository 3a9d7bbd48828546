"""Rules with statistics: shares against thresholds, prices, stop rules, scorecards, signatures."""
