"""Files through the engine: which files, how each is checked, and which results are known already."""
