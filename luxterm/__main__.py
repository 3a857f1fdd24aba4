"""`python -m luxterm`."""

from luxterm.cli.start import program

if __name__ == "__main__":
    program()
