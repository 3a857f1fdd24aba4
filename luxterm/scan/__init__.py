"""Files through the engine: which files, how each is checked, and known results."""
