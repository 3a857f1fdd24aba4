"""`python -m luxterm`."""

from luxterm.start import program

if __name__ == "__main__":
    program()
