"""Whether a fix may be made unasked, or what around the term suggests that it has to stay."""
