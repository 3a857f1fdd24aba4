"""What a passage is about: for words discouraged only in some contexts, and for cues that need one."""

from luxterm.engine.judge.surroundings import Surroundings, plain, words_in


def discouraged(place: Surroundings) -> bool:
    """Whether the term's conditions are met: a word of each set nearby, no word of another sense."""
    term = place.occurrence.term
    if term.unless:
        sentence = plain(place.view.folded[place.sentence.start : place.sentence.end])
        if any(word in sentence for word in term.unless):
            return False
    if term.needs:
        start, end = place.neighbourhood
        occurrence = place.occurrence
        # The word itself proves nothing: "minor" is one of the words for a child
        words = words_in(
            f"{place.view.folded[start : occurrence.start]} | {place.view.folded[occurrence.end : end]}"
        )
        contexts = place.language.contexts
        return all(contexts[name].stands_in(words) for name in term.needs)
    return True


def speaks_of(place: Surroundings, name: str) -> bool:
    """Whether a word of the named set is in the sentence, besides the occurrence itself."""
    return place.language.contexts[name].stands_in(place.besides)
