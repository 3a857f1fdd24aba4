"""The marks that stand around words, said here once: quotation marks, and what a phrase is freed from.

Which of them quote in a language, and in what pairs, its grammar says (`quotes`); here is only which marks
there are. Together they are Unicode's property Quotation_Mark, by which patterns ask for them.
"""

APOSTROPHES = "'‘’‚‛＇"
"""Single quotation marks that may be apostrophes, so that a word can have one inside."""
RAISED = "'’＇"
"""Those of them that apostrophes mostly are: they end no name."""
FOLDED_QUOTES = '"“”„‟«»‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂'
"""Quotation marks that are compared as one."""
QUOTES = FOLDED_QUOTES + "｢｣"
"""Quotation marks that stand inside no word. The last two aren't folded: their codes share a byte with b and
c, so that to look for them in a text takes as long as for all the others."""

SPACED_BEFORE, SPACED_AFTER = "«‹", "»›"
"""Quotation marks that a space may part from what they quote, as in French: those before it and after it."""

LOW, TYPED_LOW = "„", ",,"
"""The low mark that opens a quotation, and how it is typed where there is none."""

HYPHENS = "-\u2010\u2011"
"""Hyphens inside words: as typed, as printed, and where no line may end."""

QUOTING = " \"'"
"""What quotation marks and the spaces at them are in a folded text."""
OPENING = f"{QUOTING}([*"
"""What may stand between a word and the phrase before it, in a folded text: also brackets and emphasis."""
CLOSING = f"{QUOTING})]*"
"""What may stand between a word and the phrase after it."""

BULLETS = "•‣◦▪▫■□●○·⁃►▶✓✔❑❖➔➢➤\uf020-\uf0ff"
"""Marks that begin items and nothing else, for a set of a pattern: also those of fonts for symbols, which are
in the range for private use where a text was taken out of a PDF."""

ENUMERATOR = r"\(?(?:\d{1,3}(?:\.\d{1,3})*+|[A-Za-z]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)]"
"""A pattern of what numbers an item in text without markup: "1.", "(a)", "iv)", "2.1."."""
