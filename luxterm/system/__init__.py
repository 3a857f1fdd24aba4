"""This machine: finding, reading and writing files, limits, Ctrl-C, the cache folder."""
