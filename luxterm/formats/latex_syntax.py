"""What LaTeX's commands and environments are to a reader. What isn't here is read with its argument."""

from typing import NamedTuple, TypeVar

from luxterm.types import BARRIER, MarkKind, Scope

_T = TypeVar("_T")


class Command(NamedTuple):
    """Skips `skip` arguments; then the next one is read, in a mark, in quotation marks or as a segment.

    With `all`, every argument that follows is skipped. `text` is seen instead of a command with no argument
    that is read; `aside` says that the segment is separate from the sentence it is in (a footnote).
    """

    skip: int = 0
    reads: bool = True
    text: str = ""
    mark: MarkKind | None = None
    scope: Scope | None = None
    aside: bool = False
    all: bool = False


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

ACTIVE = _names("german ngerman germanb austrian naustrian swissgerman nswissgerman")
"""The languages of babel in which a straight quotation mark begins one of the following."""
SHORTHANDS = {
    "`": "„", "'": "“", "<": "«", ">": "»", "=": "-", "~": "-", "-": "", '"': "", "|": "", "s": "ß", "z": "ß",
    "a": "ä", "o": "ö", "u": "ü", "e": "ë", "i": "ï", "A": "Ä", "O": "Ö", "U": "Ü", "E": "Ë", "I": "Ï",
}  # fmt: skip
"""What is seen of the mark with such a sign."""

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
    **_all("sout xout st deleted DIFdel", Command(mark=MarkKind.STRUCK)),
    **_all("enquote textquote blockquote say frquote epigraph", Command(mark=MarkKind.QUOTE)),
    **_all(
        "textcquote blockcquote foreignquote hyphenquote foreigntextquote hyphentextquote foreignblockquote "
        "hyphenblockquote hybridblockquote",
        Command(1, mark=MarkKind.QUOTE),
    ),
    **_all(
        "foreigntextcquote hyphentextcquote foreignblockcquote hyphenblockcquote hybridblockcquote",
        Command(2, mark=MarkKind.QUOTE),
    ),
    "href": Command(mark=MarkKind.LINK),
    **_all("hyperref", Command(mark=MarkKind.LINK)),
    "hyperlink": Command(1, mark=MarkKind.LINK),
    **_all(
        "hypertarget textcolor colorbox parbox raisebox foreignlanguage texorpdfstring scalebox rotatebox "
        "adjustbox glslink glsdisp",
        Command(1),
    ),
    **_all("resizebox fcolorbox", Command(2)),
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
        "smartcite supercite fullcite citetitle citedate citeurl citetalias citepalias citenum Cite Citep "
        "Citet Citealp Citealt Citeauthor Parencite Textcite Autocite Smartcite "
        "ref eqref pageref autoref nameref cref Cref vref Vref labelcref subref footref titleref fullref "
        "cpageref Cpageref labelcpageref namecref nameCref lcnamecref vpageref autopageref "
        "gls Gls GLS glspl Glspl glstext Glstext glsfirst Glsfirst glsplural glsname glsdesc glssymbol "
        "glsentryname glsentrytext glsentrydesc glsentryshort glsentrylong glsentryfull "
        "glsxtrshort glsxtrlong glsxtrfull acrshort acrlong acrfull acrshortpl acrlongpl acrfullpl "
        "Acrshort Acrlong Acrfull "
        "ac acp acs acl acf acsp aclp acfp Ac Acp Acs Acl Acf "
        "arabic alph Alph roman Roman value texttt code lstinline lstinputlisting num ensuremath",
        Command(1, reads=False, text=BARRIER),
    ),
    **_all(
        "crefrange Crefrange cpagerefrange vrefrange vpagerefrange mintinline SI qty",
        Command(2, reads=False, text=BARRIER),
    ),
    **_all(
        "cites Cites parencites Parencites textcites Textcites autocites Autocites smartcites supercites "
        "fullcites",
        Command(reads=False, text=BARRIER, all=True),
    ),
    **_all("footcites footcitetexts footfullcites", Command(reads=False, all=True)),
    **_all(
        "label index footcite footcitetext footfullcite nocite input include includeonly subfile usepackage "
        "documentclass RequirePackage PassOptionsToPackage bibliography bibliographystyle addbibresource "
        "pagestyle thispagestyle pagenumbering vspace hspace vskip hskip includegraphics "
        "graphicspath hyphenation color pagecolor rowcolor cellcolor columncolor cline cmidrule hypersetup "
        "selectlanguage setmainlanguage setotherlanguage setmainfont setsansfont setmonofont usetheme "
        "usetikzlibrary theoremstyle geometry todo phantom hphantom vphantom glsadd "
        "numberwithin captionsetup lstset sisetup setlist refstepcounter stepcounter fontfamily fontseries "
        "fontshape fontencoding enlargethispage linespread setstretch hhline acused",
        Command(1, reads=False),
    ),
    **_all(
        "setlength addtolength setcounter addtocounter newtheorem DeclareMathOperator fontsize "
        "newcolumntype addtocontents markboth addtokomafont setkomafont titleformat rule "
        "DeclareUnicodeCharacter pdfbookmark",
        Command(2, reads=False),
    ),
    **_all(
        "discretionary newenvironment renewenvironment NewDocumentCommand RenewDocumentCommand "
        "DeclareDocumentCommand ProvideDocumentCommand addcontentsline definecolor rowcolors specialrule",
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
    **_all("quote quotation verse displayquote quoting", Environment(Scope.PARAGRAPH, quoted=True)),
    **_all(
        "foreigndisplayquote hyphendisplayquote displaycquote", Environment(Scope.PARAGRAPH, 1, quoted=True)
    ),
    **_all("foreigndisplaycquote hyphendisplaycquote", Environment(Scope.PARAGRAPH, 2, quoted=True)),
    **_all("tabular longtable supertabular tblr longtblr tabu longtabu", Environment(skip=1, table=True)),
    **_all("tabular* tabularx tabulary xltabular", Environment(skip=2, table=True)),
    **_all(
        "minipage multicols adjustbox column otherlanguage subfigure subtable spacing turn rotate",
        Environment(skip=1),
    ),
    **_all("wrapfigure wraptable wrapfloat", Environment(skip=2)),
    **_all(
        "abstract center flushleft flushright figure table sidewaysfigure sidewaystable landscape titlepage "
        "columns acronym refsection refsegment",
        Environment(),
    ),
    **_all("frame block alertblock exampleblock", Environment(Scope.PARAGRAPH, titled=True)),
}

BOXES = _names("tcolorbox mdframed tcblisting")
"""Environments whose options are settings, of which one may be a title; any others may be named by one."""
