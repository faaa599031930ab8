"""Which column holds what: the names people give to columns, and what a mapping says instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from annotator.domain.errors import ImportFileError
from annotator.domain.language import tr

# By field, commonest first; written without blanks, marks and capitals.
_NAMES: Mapping[str, str] = {
    "text": (
        "text body fulltext content articletext articlebody bodytext maintext contents storytext"
        " newstext plaintext textbody textcontent articlecontent story document doc transcript"
        " article volltext inhalt artikeltext texte contenu texto contenido cuerpo conteudo testo"
        " contenuto tekst tresc metin icerik текст النص 正文 内容"
    ),
    "title": (
        "title headline articletitle heading head hed headlines newstitle storytitle subject"
        " titel uberschrift schlagzeile titre titulo titular titolo tytul baslik заголовок العنوان"
        " 标题"
    ),
    "date": (
        "date published publicationdate publisheddate publishdate pubdate datepublished"
        " publishedat publishedon dateofpublication articledate newsdate storydate"
        " publicationday publishedday day datetime publicationdatetime timestamp datum"
        " erscheinungsdatum veroffentlicht datedepublication fecha fechadepublicacion data"
        " datadepublicacao tarih дата التاريخ 日期"
    ),
    "source": (
        "source publisher outlet newspaper publication sourcename publicationname newssource"
        " newsoutlet outletname medium media journal paper newspapername agency newsagency"
        " newswire wire provider publishername quelle zeitung fuente diario medio fonte jornal"
        " giornale zrodlo kaynak gazete источник المصدر 来源"
    ),
    "url": "url link articleurl weburl uri href permalink articlelink sourceurl webaddress address"
    " weblink enlace lien adresse",
    "id": "id articleid docid documentid externalid storyid newsid textid identifier uid uuid guid"
    " key recordid accessionnumber accession number no nr",
    "language": "language lang languagecode langcode locale sprache langue idioma lingua lingua"
    " dil язык",
}
FIELDS = tuple(_NAMES)
_MOST_SHOWN = 12


class NoTextColumnError(ImportFileError):
    """No column holds the text, by its name or the mapping."""


def folded(name: str) -> str:
    """A column's name without case, accents, blanks and marks."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


_NAMES_OF = {field: tuple(map(folded, names.split())) for field, names in _NAMES.items()}


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuse a mapping of something that is no field.

    Raises:
        ImportFileError: names the field and lists those there are.
    """
    unknown = [field for field in mapping if field not in FIELDS]
    if unknown:
        raise ImportFileError(
            tr(
                "“{unknown}” is nothing an article has. What a column can be mapped to: "
                "{fields}, such as --map text=Body."
            ).format(unknown=unknown[0], fields=", ".join(FIELDS))
        )


def find_columns(columns: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The column of each field that has one, as ``columns`` writes it.

    A mapping to "" says that no column holds the field. What the mapping leaves open is found by
    the common names, among the columns that the mapping does not use.

    Raises:
        ImportFileError: a mapped column is not there, or none holds the text.
    """
    chosen = {field: _mapped(columns, field, name) for field, name in mapping.items() if name}
    free = [column for column in columns if column not in chosen.values()]
    by_name: dict[str, str] = {}
    for column in free:
        by_name.setdefault(folded(column), column)
    for field in FIELDS:
        if field not in mapping:
            found = next((by_name[n] for n in _NAMES_OF[field] if n in by_name), None)
            if found is not None:
                chosen[field] = found
    if "text" not in chosen:
        raise NoTextColumnError(
            tr("No column of it is known to hold the text. Its columns: {columns}.").format(
                columns=listed(columns)
            )
        )
    return {field: chosen[field] for field in FIELDS if field in chosen}


def recognised(columns: Sequence[str], mapping: Mapping[str, str]) -> int:
    """How many fields the columns would give; 0 when none holds the text."""
    try:
        return len(find_columns(columns, mapping))
    except ImportFileError:
        return 0


def _mapped(columns: Sequence[str], field: str, name: str) -> str:
    if name in columns:
        return name
    alike = [column for column in columns if folded(column) == folded(name)]
    if len(alike) != 1:
        raise ImportFileError(
            tr("It has no column “{name}” for the {field}. Its columns: {columns}.").format(
                name=name, field=field, columns=listed(columns)
            )
        )
    return alike[0]


def listed(columns: Sequence[str]) -> str:
    """Columns by name, the first dozen, each shortened."""
    names = [f"“{' '.join(c.split())[:40]}”" for c in columns if c.strip()]
    if not names:
        return tr("none")
    more = len(names) - _MOST_SHOWN
    some = ", ".join(names[:_MOST_SHOWN])
    return tr("{columns} and {count} more").format(columns=some, count=more) if more > 0 else some
