"""What all of luxterm stands on: which version it is."""

__version__ = "0.1.0"
