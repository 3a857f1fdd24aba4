"""Text as a person reads it: bytes to text, lines, the view of a reader, folding."""
