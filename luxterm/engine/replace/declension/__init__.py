"""Where nouns decline: the case, number and gender of what new words stand for."""
