"""What can be checked about a measurement: one check, one module, one kind of answer."""
