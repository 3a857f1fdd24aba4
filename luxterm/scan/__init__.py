"""Files through the engine: which, how each is checked, one, many, and what is known of them already."""
