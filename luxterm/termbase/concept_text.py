"""What is said of a concept beside its terms, in one language."""

from luxterm.termbase.fields import Model


class ConceptText(Model):
    """What is said of a concept in another language than the lexicon's own."""

    subject: str
    definition: str
    """Written anew in the field's own words there, not translated word by word."""
    awaits_native_reader: bool = False
    """Whether nobody whose language it is has read it yet."""
