"""The sheet for those who can confirm: what rests on memory, or no native speaker has read, one row each.

`claims` says what there is to confirm, `write` makes the workbook, `read` understands one that was filled in,
and `mark` takes what was confirmed into the concept files.
"""
