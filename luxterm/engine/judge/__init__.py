"""How an occurrence is used in its sentence: `judging` asks the others, each of which knows one kind."""
