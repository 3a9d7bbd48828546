"""What decisions did to metrics: designs, the models under them, the checks on top."""
