"""luxterm for assistants: the Model Context Protocol on standard input and output.

An assistant that drafts asks here what a text says, and is told what to say instead and what has to stay.
"""
