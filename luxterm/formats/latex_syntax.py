"""What LaTeX's commands and environments are to a reader. What isn't here is read with its argument."""

from typing import NamedTuple, TypeVar

from luxterm.types import BARRIER, MarkKind, Scope

_T = TypeVar("_T")


class Command(NamedTuple):
    """Skips `skip` arguments; then the next one is read, in a mark, in quotation marks or as a segment.

    `text` is seen instead of a command with no argument that is read; `aside` says that the segment
    is separate from the sentence it is in (a footnote).
    """

    skip: int = 0
    reads: bool = True
    text: str = ""
    mark: MarkKind | None = None
    scope: Scope | None = None
    aside: bool = False


class Environment(NamedTuple):
    """`skip` arguments aren't read; with `titled`, the next is a heading. None: the scope around it."""

    scope: Scope | None = None
    skip: int = 0
    quoted: bool = False
    titled: bool = False
    table: bool = False


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _all(names: str, value: _T) -> dict[str, _T]:
    return dict.fromkeys(names.split(), value)


SYMBOLS = dict(zip("%&$#_{}", "%&$#_{}", strict=True)) | dict.fromkeys(" \n\t\r,;:>", " ")
"""A backslash with one sign: what is seen. What isn't here (hyphenation points) isn't seen."""

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "r": "\u030a",
    "k": "\u0328",
}  # fmt: skip

_TEXTS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "S": "§",
    "P": "¶", "dots": "…", "ldots": "…", "textellipsis": "…", "copyright": "©", "textcopyright": "©",
    "pounds": "£", "euro": "€", "texteuro": "€", "textendash": "–", "textemdash": "—", "textbackslash": "\\",
    "textasciitilde": "~", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotedbl": '"',
    "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemetleft": "«",
    "guillemotright": "»", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "og": "« ",
    "fg": " »", "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "textsection": "§",
    "textperiodcentered": "·", "textbullet": "•", "LaTeX": "LaTeX", "TeX": "TeX", "slash": "/", "quad": " ",
    "qquad": " ", "enspace": " ", "thinspace": " ", "space": " ", "newline": " ", "linebreak": " ",
    "nobreakspace": " ", "hfill": " ", "textvisiblespace": " ", "and": " ",
    "today": BARRIER,
}  # fmt: skip

COMMANDS: dict[str, Command] = {
    **{name: Command(reads=False, text=text) for name, text in _TEXTS.items()},
    **_all("emph textit textsl uline dfn", Command(mark=MarkKind.EMPHASIS)),
    **_all("textbf strong alert", Command(mark=MarkKind.STRONG)),
    **_all("enquote textquote blockquote say", Command(mark=MarkKind.QUOTE)),
    **_all("foreignquote hyphenquote textcquote blockcquote", Command(1, mark=MarkKind.QUOTE)),
    **_all("foreigntextquote foreignblockquote hyphentextquote", Command(1, mark=MarkKind.QUOTE)),
    "href": Command(mark=MarkKind.LINK),
    **_all("hyperref", Command(mark=MarkKind.LINK)),
    "hyperlink": Command(1, mark=MarkKind.LINK),
    **_all("hypertarget textcolor colorbox parbox raisebox foreignlanguage texorpdfstring", Command(1)),
    **_all("resizebox fcolorbox scalebox adjustbox", Command(2)),
    **_all(
        "title subtitle part chapter section subsection subsubsection paragraph subparagraph addpart addchap "
        "addsec minisec frametitle framesubtitle",
        Command(scope=Scope.HEADING),
    ),
    **_all("author institute date publishers", Command(scope=Scope.PARAGRAPH)),
    **_all("caption subcaption legend", Command(scope=Scope.CAPTION)),
    "captionof": Command(1, scope=Scope.CAPTION),
    **_all(
        "footnote footnotetext thanks endnote marginpar marginnote sidenote tablefootnote",
        Command(scope=Scope.FOOTNOTE, aside=True),
    ),
    **_all("newacronym newabbreviation", Command(2, scope=Scope.PARAGRAPH)),
    **_all("DeclareAcronym newglossaryentry longnewglossaryentry", Command(2, reads=False)),
    **_all(
        "cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite autocite "
        "smartcite supercite fullcite citetitle ref eqref pageref autoref nameref cref Cref vref labelcref "
        "gls Gls glspl Glspl acrshort acrlong acrfull ac acp acs acl acf texttt code lstinline "
        "lstinputlisting num ensuremath",
        Command(1, reads=False, text=BARRIER),
    ),
    **_all("mintinline SI qty", Command(2, reads=False, text=BARRIER)),
    **_all(
        "label index footcite footfullcite nocite input include includeonly subfile usepackage "
        "documentclass RequirePackage PassOptionsToPackage bibliography bibliographystyle addbibresource "
        "pagestyle thispagestyle pagenumbering vspace hspace vskip hskip includegraphics "
        "graphicspath hyphenation color pagecolor rowcolor cellcolor columncolor cline cmidrule hypersetup "
        "selectlanguage setmainlanguage setotherlanguage setmainfont setsansfont setmonofont usetheme "
        "usetikzlibrary theoremstyle geometry todo phantom hphantom vphantom glsadd "
        "numberwithin captionsetup lstset sisetup setlist",
        Command(1, reads=False),
    ),
    **_all(
        "setlength addtolength setcounter addtocounter newtheorem DeclareMathOperator fontsize "
        "newcolumntype addtocontents markboth addtokomafont setkomafont titleformat rule "
        "DeclareUnicodeCharacter",
        Command(2, reads=False),
    ),
    **_all(
        "discretionary newenvironment renewenvironment NewDocumentCommand RenewDocumentCommand "
        "DeclareDocumentCommand ProvideDocumentCommand addcontentsline definecolor",
        Command(3, reads=False),
    ),
    **_all("titlespacing", Command(4, reads=False)),
}

DECLARATIONS = {
    **_all("em it itshape sl slshape", MarkKind.EMPHASIS),
    **_all("bf bfseries", MarkKind.STRONG),
}
"""Commands that mark the rest of the group they are in."""

DEFINITIONS = _names(
    "newcommand renewcommand providecommand newrobustcmd DeclareRobustCommand def gdef edef xdef let"
)

BREAKS = _names(
    "par newpage clearpage cleardoublepage pagebreak bigskip medskip smallskip maketitle tableofcontents "
    "listoffigures listoftables appendix frontmatter mainmatter backmatter endhead endfirsthead endfoot "
    "endlastfoot hline toprule midrule bottomrule"
)
"""Commands that end the paragraph."""

VERBATIM = {
    **_all("verbatim Verbatim BVerbatim LVerbatim lstlisting minted alltt algorithm algorithmic", BARRIER),
    **_all(
        "equation align alignat gather multline eqnarray flalign displaymath math tikzpicture picture",
        BARRIER,
    ),
    **_all("comment filecontents", ""),
}
"""Environments that are not read: what is seen instead."""

ENVIRONMENTS = {
    **_all("itemize enumerate compactitem compactenum inparaenum asparaenum", Environment(Scope.ITEM)),
    "thebibliography": Environment(Scope.ITEM, 1),
    **_all("description compactdesc", Environment(Scope.DEFINITION)),
    **_all("quote quotation verse displayquote", Environment(Scope.PARAGRAPH, quoted=True)),
    **_all("foreigndisplayquote displaycquote", Environment(Scope.PARAGRAPH, 1, quoted=True)),
    **_all("tabular longtable supertabular tblr longtblr tabu longtabu", Environment(skip=1, table=True)),
    **_all("tabular* tabularx tabulary xltabular", Environment(skip=2, table=True)),
    **_all("minipage multicols adjustbox wrapfigure wraptable otherlanguage", Environment(skip=1)),
    **_all("frame block alertblock exampleblock", Environment(Scope.PARAGRAPH, titled=True)),
}
