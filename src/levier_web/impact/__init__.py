"""What decisions did to metrics: measurements made in the background, kept for good."""
