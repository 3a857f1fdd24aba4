"""luxterm: a terminology checker for everybody who drafts policy on the protection of children."""

__version__ = "0.1.0"
