"""Which encoding a file is in, and what is no text at all."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import ImportFileError
from annotator.domain.text import normalise
from annotator.formats.readers.encodings import detect, is_clean, join_halves, read_text

TEXTS = {
    "French": "Le président a été reçu à l’Élysée. Les négociations ont cessé à Genève après août.",
    "Spanish": "El señor Pérez anunció que la reunión será mañana. ¿Qué dirán los niños?",
    "Portuguese": "A decisão foi anunciada em São Paulo; a reunião não começará amanhã às três.",
    "German": "Der Außenminister reiste nach München. Die Gespräche dauerten fünf Stunden.",
    "English": "Talks “in Geneva” – the minister’s words. The café was closed on Tuesday.",
    "Swedish": "Statsministern åkte till Malmö för att träffa sin kollega från Åland.",
    "Turkish": "Dışişleri Bakanı görüşmeler için İstanbul'a geldi. Şirketin yöneticisi konuştu.",
    "Polish": "Minister przyjechał do Łodzi na rozmowy. Wczoraj odbyło się posiedzenie rządu.",
    "Czech": "Ministr zahraničí přijel včera do Brna. Jednání o příměří bude pokračovat.",
    "Hungarian": "A külügyminiszter tegnap érkezett Győrbe. A tárgyalások ötórásak voltak, később.",
    "Russian": "Министр иностранных дел прибыл в Баку на переговоры с азербайджанской стороной.",
    "Greek": "Ο υπουργός Εξωτερικών έφτασε σήμερα στην πρωτεύουσα για συνομιλίες.",
    "Arabic": "وصل وزير الخارجية إلى العاصمة اليوم لإجراء محادثات مع نظيره حول الحدود",
    "Hebrew": "שר החוץ הגיע לעיר הבירה היום לשיחות עם עמיתו על הגבול",
    "Chinese": "外交部长今天抵达首都，与对方就边境问题举行会谈。会谈持续了五个小时。",
    "Japanese": "外務大臣は今日首都に到着し、国境について会談を行った。",
    "Korean": "외무장관은 오늘 수도에 도착하여 국경에 대해 회담을 가졌다.",
}
LEGACY = [
    ("French", "cp1252"),
    ("French", "mac_roman"),
    ("Spanish", "latin-1"),
    ("Portuguese", "latin-1"),
    ("German", "latin-1"),
    ("German", "cp850"),
    ("English", "cp1252"),
    ("Swedish", "latin-1"),
    ("Turkish", "cp1254"),
    ("Polish", "cp1250"),
    ("Polish", "iso8859_2"),
    ("Czech", "cp1250"),
    ("Hungarian", "cp1250"),
    ("Russian", "cp1251"),
    ("Russian", "koi8-r"),
    ("Greek", "cp1253"),
    ("Arabic", "cp1256"),
    ("Hebrew", "cp1255"),
    ("Chinese", "gb18030"),
    ("Japanese", "shift_jis"),
    ("Japanese", "euc_jp"),
    ("Korean", "euc_kr"),
]


def written(tmp_path, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("language", "codec"), LEGACY)
def test_old_encodings(tmp_path, language, codec):
    path = written(tmp_path, TEXTS[language].encode(codec))
    found = detect(path)
    assert read_text(path, found) == TEXTS[language]
    assert found.words
    assert not found.clean


def test_latin_1_and_windows_are_told_apart(tmp_path):
    assert detect(written(tmp_path, "Señor".encode("latin-1"))).words == "Latin-1"
    assert detect(written(tmp_path, "“Señor”".encode("cp1252"))).words == "Windows-1252"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_unicode(tmp_path, language, codec, words):
    text = f"{TEXTS[language]}\n\n{TEXTS[language]} 😀"
    path = written(tmp_path, text.encode(codec))
    found = detect(path)
    assert found.words == words
    assert read_text(path, found) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["English", "French", "Russian", "Arabic"])
def test_utf_16_without_its_mark(tmp_path, language, codec):
    path = written(tmp_path, TEXTS[language].encode(codec))
    found = detect(path)
    assert (found.words, read_text(path, found)) == ("UTF-16", TEXTS[language])


def test_zeros_in_a_text_are_no_utf_16(tmp_path):
    found = detect(written(tmp_path, b"Talks\x00 held\x00 in\x00 Baku\x00 on Tuesday"))
    assert (found.words, found.clean) == ("UTF-8", False)


def test_characters_written_as_two_halves(tmp_path):
    path = written(tmp_path, b"a \xed\xa0\xbd\xed\xb8\x80 b \xed\xa0\x80 c")
    assert read_text(path, detect(path)) == "a 😀 b \ud800 c"


def test_halves_and_bad_bytes_past_the_first_look(tmp_path):
    start = ("plain words " * 30_000).encode()
    path = written(tmp_path, start + "é".encode() + b"\xed\xa0\xbd\xed\xb8\x80")
    assert read_text(path, detect(path)).endswith("é😀")
    path = written(tmp_path, start + "Señor Pérez".encode("latin-1"))
    assert read_text(path, detect(path)).endswith("Señor Pérez")


def test_utf_8_cut_in_any_place_is_utf_8(tmp_path):
    for shift in range(4):
        path = written(tmp_path, b"x" * ((1 << 17) - shift) + "😀é".encode() * 9)
        assert detect(path).words == "UTF-8"
        assert detect(path, whole=False).words == "UTF-8"


def test_utf_8_with_a_bad_byte_stays_utf_8(tmp_path):
    start, end = TEXTS["Russian"][:20], TEXTS["Russian"][20:]
    path = written(tmp_path, start.encode() + b"\xff" + end.encode())
    found = detect(path)
    assert found.words == "UTF-8"
    assert "�" in found.note
    assert read_text(path, found) == f"{start}�{end}"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 and so on", "a PDF document"),
        (b"PK\x03\x04 and so on", "a ZIP archive"),
        (b"SQLite format 3\x00 and so on", "a database"),
        (b"\x89PNG\r\n\x1a\n and so on", "a picture"),
        (random.Random(1).randbytes(5000), "not text"),
        (bytes(range(256)) * 4, "not text"),
        (b"\x00" * 1000, "not text"),
    ],
)
def test_what_is_no_text(tmp_path, data, what):
    with pytest.raises(ImportFileError, match=what):
        detect(written(tmp_path, data))


def test_an_empty_file_is_text(tmp_path):
    assert detect(written(tmp_path, b"")).words == "UTF-8"


def test_clean_means_that_nothing_is_cleaned():
    surrogates = range(0xD800, 0xE000)  # told by the decoder
    for code_point in (*range(0xD800), *range(surrogates.stop, 0x11000), 0x1F600, 0x10FFFF):
        text = f"a{chr(code_point)}b"
        left_alone = normalise(text).text == text or text == "a\rb"
        assert is_clean(text.encode(), text) == left_alone, hex(code_point)


@given(st.text(max_size=60))
def test_clean_text_is_left_alone(text):
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    if is_clean(data, text) and "\r" not in text:
        assert normalise(text).text == text.strip()


def test_join_halves_leaves_whole_text_alone():
    assert join_halves("a é 😀") == "a é 😀"
    assert join_halves("\ude00\ud83d") == "\ude00\ud83d"
