"""Text as a person reads it: from bytes to text, lines, the reader's view, folding."""
