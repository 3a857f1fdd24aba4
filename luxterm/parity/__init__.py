"""Versions of one text in several languages, side by side: what each passage names in each of them.

`version` reads one of them, `align` finds which passages belong together, `several` does so for more than
two, and `compare` says where they differ. A passage that can't be aligned is said to be so, never guessed.
"""
