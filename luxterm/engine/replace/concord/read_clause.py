"""How far a clause behind a term has been read: what its verb may still say of the term."""


class ReadClause:
    """A clause as far as it has been read."""

    def __init__(self) -> None:
        self.verb = 0
        """Words of a linking verb that are still to come, the next one included."""
        self.reach = 0
        """Words behind a linking verb, or behind what agrees, that may still agree."""
        self.last = -2
        """The number of the last word that agreed."""
        self.plain = True
        """Whether nothing behind the verb could be what a word agrees with instead."""
        self.own = True
        """Whether the subject is the term still, or a pronoun for it."""
        self.theirs = False
        """Whether the subject is a pronoun that can only stand for another noun."""
        self.named = False
        """Whether a pronoun in it stands for the term."""
        self.related = False
        """Whether a relative pronoun directly behind the term opens it."""
        self.waiting: list[tuple[int, bool]] = []
        """Of each relative clause without its verb yet: where it begins, and whether another noun is its
        subject."""
        self.said = False
        """Whether one has had its verb."""
        self.noun = False
        """Whether an adjective would belong to a noun of the predicate's own."""
