"""The command line: one module per command.

Each has `run(args, console) -> int`, the exit status. They are imported one at a time, when asked for.
"""
