"""What the pack says, and each of its three forms."""
