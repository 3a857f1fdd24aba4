"""This machine: which files there are, where they are read and written, limits, Ctrl-C, the cache folder."""
