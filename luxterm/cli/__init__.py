"""The command line, a module a command: each has `run(args, console) -> int`, the exit status.

They are imported one at a time, when asked for.
"""
