"""What companies do with the chain, one folder each; practices do not import one another."""
