"""Dictionaries in and out: PETRARCH's three kinds of files and tables, also damaged ones."""

import datetime as dt
import time
from pathlib import Path

import pytest

from annotator.domain.dictionary import Entry, EntryKind
from annotator.domain.errors import ExportError, ImportFileError
from annotator.domain.folding import fold
from annotator.formats.dictionaries import Format, read_dictionary, write_dictionary

SHARED = Path(__file__).parents[2].parent / "shared" / "dicts"
AGENT, DISCARD = EntryKind.AGENT, EntryKind.DISCARD


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def read(tmp_path):
    def read(text, name="d.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_dictionary(path)

    return read


def lines(found):
    return [str(problem) for problem in found.problems]


ACTORS = """\
# a comment with a [CODE] in it

MARIDIA_  [MRD] ; an old comment
+MARIDIAN_REPUBLIC
+THE_LAND  [MRDLAN]
ANNA_OKO_\t# of the other file
+OKO_
\t[MRDOPP <20000717]
\t[MRDGOV 20000717-20241209]
\t[MRDELI >241209]
\t[MRDELI]
UNION_OF_ISLANDS_\t[IGOUNI 000101-080801] [---] # two at once
"""


def test_actors(read):
    found = read(ACTORS)
    assert (found.format, found.problems, found.duplicates) == (Format.ACTORS, (), 0)
    oko = [
        ("MRDOPP", None, day("2000-07-16")),
        ("MRDGOV", day("2000-07-17"), day("2024-12-08")),
        ("MRDELI", day("2024-12-09"), None),
        ("MRDELI", None, None),
    ]
    assert [(e.surface, e.code, e.valid_from, e.valid_to) for e in found.entries] == [
        ("MARIDIA", "MRD", None, None),
        ("MARIDIAN REPUBLIC", "MRD", None, None),
        ("THE LAND", "MRDLAN", None, None),
        *(("ANNA OKO", *each) for each in oko),
        *(("OKO", *each) for each in oko),
        ("UNION OF ISLANDS", "IGOUNI", day("2000-01-01"), day("2008-07-31")),
        ("UNION OF ISLANDS", "---", None, None),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("300101", "2030-01-01"), ("310101", "1931-01-01"), ("19300101", "1930-01-01")],
)
def test_years_of_two_digits(read, written, meant):
    assert read(f"A [X >{written}]").entries[0].valid_from == day(meant)


AGENTS = """\
!PERSON! = MAN, MEN, PERSON
!RANK! = CAPTAIN, MAJOR
HERDS!PERSON! [~AGR]
MILITIA_!RANK!_ [~MIL]
TOWN_CLERK {TOWN_CLERKES} [~GOV]
GUARDSFOLK {} [~COP]
ENVOY_TO [IGO~]
"""


def test_agents(read):
    found = read(AGENTS)
    assert (found.format, found.problems) == (Format.AGENTS, ())
    assert [(e.surface, e.code, e.plural) for e in found.entries] == [
        ("HERDSMAN", "~AGR", ""),
        ("HERDSMEN", "~AGR", ""),
        ("HERDSPERSON", "~AGR", None),
        ("MILITIA CAPTAIN", "~MIL", None),
        ("MILITIA MAJOR", "~MIL", None),
        ("TOWN CLERK", "~GOV", "TOWN CLERKES"),
        ("GUARDSFOLK", "~COP", ""),
        ("ENVOY TO", "IGO~", None),
    ]
    assert {entry.kind for entry in found.entries} == {AGENT}


def test_discards(read):
    found = read("# sports\nWORLD CUP  # ab\n+GOLF OPEN ; cd\n1914\nWORLD CUP\n")
    assert (found.format, found.problems, found.duplicates) == (Format.DISCARDS, (), 1)
    assert found.entries == (
        Entry("WORLD CUP", "", DISCARD),
        Entry("GOLF OPEN", "+", DISCARD),
        Entry("1914", "", DISCARD),
    )


def test_a_damaged_file_is_read_around_its_damage(read):
    found = read(
        "[XXX]\n"
        "+LOST\n"
        "GOOD [AAA]\n"
        "OPEN [AAA\n"
        "BEHIND [AAA] words\n"
        "EMPTY []\n"
        "NO_DAY [AAA >20230230]\n"
        "LONG_DAY [AAA >2023010101]\n"
        "BACKWARDS [AAA 20200101-20190101]\n"
        "HALF [AAA 20200101]\n"
        "BARE\n"
        "___ [AAA]\n"
        "MANY [AAA] [BBB 20200101-1]\n"
        "+!WHO!ELSE\n"
        "LAST [CCC]\n"
    )
    assert [(entry.surface, entry.code) for entry in found.entries] == [
        ("GOOD", "AAA"),
        ("MANY", "AAA"),
        ("LAST", "CCC"),
    ]
    assert lines(found) == [
        "line 1: It is a code without a name above it.",
        "line 2: It is a synonym without a name above it.",
        "line 4: A bracket is not closed or not opened.",
        "line 5: “words” stands outside the brackets.",
        "line 6: There is no code in its brackets.",
        "line 7: “20230230” is no day of the calendar.",
        "line 8: “2023010101” is no day: write it with eight digits, YYYYMMDD.",
        "line 9: “20200101-20190101” ends before it begins.",
        "line 10: “20200101” says no days: write <20001231, >20001231 or 19990101-20001231.",
        "line 11: “BARE” has no code.",
        "line 12: There is no name in it.",
        "line 13: “1” is no day: write it with eight digits, YYYYMMDD.",
        "line 14: The set “WHO” is not known.",
    ]


def test_sets_do_not_grow_without_end(read):
    many = ", ".join(f"W{n}" for n in range(40))
    found = read(f"!S! = {many}\n!S!_!S!_!S! [~GOV]\nCLERK [~GOV]\nYAHOO!_INC [~BUS]\n")
    assert lines(found) == ["line 2: Its sets make 64,000 names of it."]
    assert [entry.surface for entry in found.entries] == ["CLERK", "YAHOO! INC"]


def test_entries_that_stand_twice_count_once(read):
    found = read("A [X]\nA_ [X]\nA [X >20000101]\n+A\n")
    assert (len(found.entries), found.duplicates) == (2, 2)


def test_the_odd_line_of_another_encoding_is_read(read):
    found = read("É_ONE [A]\nÜ_TWO [B]\n".encode() + b"COTE_D\x92AZUR [C]\n")
    assert [entry.surface for entry in found.entries] == ["É ONE", "Ü TWO", "COTE D’AZUR"]
    assert found.notes == ("“d.txt”: line 3 is not UTF-8 like the rest and read as Windows-1252",)


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings(read, codec):
    text = "".join(f"MÜNCHEN_{n} [DEU]\r\nKÖLN_{n} [DEU]\r\n" for n in range(20))
    found = read(text.encode(codec))
    assert (len(found.entries), found.problems) == (40, ())
    assert found.entries[0].surface == "MÜNCHEN 0"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“d.txt” holds no entries."),
        (b"# only a comment\n\n", "“d.txt” holds no entries."),
        (b"%PDF-1.4 x", "“d.txt” cannot be read as a dictionary. It is a PDF document, not text."),
        (bytes(range(256)) * 9, "“d.txt” cannot be read as a dictionary. It is not text"),
        (b"--- ACCEPT [030] ---\nTAKE\n- * OFFER [030]\n- HELP * [071]\n", "a dictionary of verbs"),
        (b"a,b,c\nd,e,f\ng,h,i\n", "“d.txt” is not written as a dictionary."),
        (
            b"The talks in the old town went on until late on the evening of Monday.\n" * 3,
            "“d.txt” is not written as a dictionary.",
        ),
    ],
)
def test_what_is_no_dictionary_is_refused_with_a_sentence(read, content, sentence):
    with pytest.raises(ImportFileError) as refused:
        read(content)
    assert sentence in str(refused.value)


def test_a_missing_file(tmp_path):
    with pytest.raises(ImportFileError, match=r"no\.txt” cannot be read: No such file"):
        read_dictionary(tmp_path / "no.txt")


TABLE = """\
Name;Code;Type;From;To;Plural
Anna Oko;MRDGOV;;17/07/2000;8.12.2024;
"Oko; Anna";MRDGOV;actor;;9999-12-31;
clerk;GOV;role;;;
guard;~COP;;;;-
scribe;~GOV;agent;;;scribae
World Cup;;discard;;;
"""


def test_tables(read):
    found = read(TABLE, "d.csv")
    assert (found.format, found.problems) == (Format.TABLE, ())
    assert found.entries == (
        Entry("Anna Oko", "MRDGOV", valid_from=day("2000-07-17"), valid_to=day("2024-12-08")),
        Entry("Oko; Anna", "MRDGOV"),
        Entry("clerk", "~GOV", AGENT),
        Entry("guard", "~COP", AGENT, plural=""),
        Entry("scribe", "~GOV", AGENT, plural="scribae"),
        Entry("World Cup", "", DISCARD),
    )


def test_rows_that_cannot_be_read_are_reported(read):
    found = read(
        "surface,code,kind,valid_from,valid_to\n"
        ",AAA,,,\n"
        "One,,,,\n"
        "Two,A B,,,\n"
        "Three,AAA,king,,\n"
        "Four,AAA,,soon,\n"
        "Five,AAA,,2020-01-02,2020-01-01\n"
        "\n"
        '"Six" 6,AAA,,,\n'
        "Seven,AAA\n"
    )
    assert [entry.surface for entry in found.entries] == ["Seven"]
    assert lines(found)[:4] == [
        "line 2: There is no name in it.",
        "line 3: “One” has no code.",
        "line 4: “A B” is no code.",
        "line 5: “king” is no kind of entry: write actor, agent or discard.",
    ]
    assert lines(found)[4].startswith("line 6: “soon” is not a date")
    assert lines(found)[5] == "line 7: It ends on 2020-01-01, before it begins on 2020-01-02."
    assert len(found.problems) == 7


def key(entry):
    return (
        fold(entry.surface),
        entry.code,
        entry.kind,
        entry.valid_from,
        entry.valid_to,
        entry.plural and fold(entry.plural),
    )


@pytest.mark.parametrize("text", [ACTORS, AGENTS, "WORLD CUP\n+GOLF OPEN\n", TABLE])
@pytest.mark.parametrize("ending", [".csv", ".txt"])
def test_what_is_written_reads_the_same(read, tmp_path, text, ending):
    entries = read(text).entries
    if text == TABLE and ending == ".txt":
        entries = [entry for entry in entries if entry.kind is not DISCARD]
    written = tmp_path / f"out{ending}"
    assert write_dictionary(written, entries, title="A title [with] marks") == len(entries)
    found = read_dictionary(written)
    assert found.problems == ()
    assert set(map(key, found.entries)) == set(map(key, entries))
    if ending == ".csv":
        assert found.entries == tuple(entries)


def test_names_with_marks_of_the_format(tmp_path):
    odd = ["=SUM(A1)", "-x", "a;b # c", "[d]", "+e", "Straße", "ı", "!f!", "g_h", "日本", "'i"]
    entries = [Entry(name, "AAA") for name in odd]
    for ending in (".csv", ".txt"):
        path = tmp_path / f"d{ending}"
        write_dictionary(path, entries)
        found = read_dictionary(path)
        assert found.problems == ()
        assert [fold(entry.surface) for entry in found.entries] == [fold(name) for name in odd]


def test_what_cannot_be_written_is_refused(tmp_path):
    mixed = [Entry("A", "AAA"), Entry("B", "", DISCARD)]
    with pytest.raises(ExportError, match=r"ends neither in \.txt .* Name the file d\.csv"):
        write_dictionary(tmp_path / "d.xlsx", mixed)
    with pytest.raises(ExportError, match="two files for PETRARCH"):
        write_dictionary(tmp_path / "d.txt", mixed)
    with pytest.raises(ExportError, match="There is no folder"):
        write_dictionary(tmp_path / "no" / "d.csv", mixed)
    assert list(tmp_path.iterdir()) == []


def test_a_hundred_thousand_lines(read):
    text = "".join(f"NAME_NUMBER_{n}_ [MRDGOV {19000101}-{20200101}]\n" for n in range(100_000))
    started = time.process_time()
    found = read(text)
    assert len(found.entries) == 100_000
    assert time.process_time() - started < 30  # a hang, not a speed, is what this looks for


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")
def test_the_dictionaries_people_have():
    counted = {}
    for path in sorted(SHARED.glob("Phoenix.*.txt")):
        found = read_dictionary(path)
        counted[path.name.split(".")[1]] = len({entry.surface for entry in found.entries})
        assert len(found.problems) < 0.002 * len(path.read_bytes().splitlines()), path.name
    # of the 25,847 names of the first file 69 have no code there that can be read
    assert counted == {
        "Countries": 25_778,
        "International": 6_746,
        "MilNonState": 1_778,
        "agents": 3_352,
        "discards": 506,
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there")
def test_the_dictionaries_people_have_round_trip(tmp_path):
    for path in sorted(SHARED.glob("Phoenix.*.txt")):
        entries = read_dictionary(path).entries
        for ending in (".csv", ".txt"):
            write_dictionary(tmp_path / f"d{ending}", entries)
            found = read_dictionary(tmp_path / f"d{ending}")
            assert found.problems == ()
            assert set(map(key, found.entries)) == set(map(key, entries))
