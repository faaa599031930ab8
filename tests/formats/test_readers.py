"""Which files an import reads, and how it goes through them."""

import os
import threading
from pathlib import Path

import pytest

from annotator import resources
from annotator.domain.errors import ImportFileError
from annotator.domain.incoming import BadRow, FileRead, Incoming
from annotator.formats.readers import preview, read_articles

SHARED = Path(__file__).resolve().parents[3] / "shared" / "articles"


@pytest.fixture
def folder(tmp_path):
    """A folder with a bit of everything."""
    (tmp_path / "b.txt").write_text("B\n\nText")
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "sub" / "deep" / "a.TXT").write_text("A\n\nText")
    (tmp_path / "sub" / "t.csv").write_text("text\nOne\nTwo\n")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("no")
    (tmp_path / "~$book.xlsx").write_bytes(b"lock")
    (tmp_path / "codings.json").write_text("[]")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def origins(items):
    return [str(item.origin) for item in items if isinstance(item, Incoming)]


def test_a_folder_in_order(folder):
    items = list(read_articles([folder]))
    assert origins(items) == ["b.txt", "sub/deep/a.TXT", "sub/t.csv, row 2", "sub/t.csv, row 3"]
    assert not [item for item in items if isinstance(item, BadRow)]
    assert [item.file for item in items if isinstance(item, FileRead)] == [
        "b.txt",
        "sub/deep/a.TXT",
        "sub/t.csv",
    ]


def test_each_file_once(folder):
    items = list(read_articles([folder / "b.txt", folder, folder / "sub"]))
    assert len(origins(items)) == 4
    assert origins(items)[0] == "b.txt"


def test_a_bad_file_of_a_folder_keeps_no_other_out(folder):
    (folder / "a.txt").write_bytes(os.urandom(3000))
    (folder / "a.csv").write_text("x,y\n1,2\n")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    items = list(read_articles([folder]))
    assert len(origins(items)) == 4
    bad = {item.file: item.reason for item in items if isinstance(item, BadRow)}
    assert "not text" in bad["a.txt"]
    assert "“x”, “y”" in bad["a.csv"]
    assert "no such file" in bad["gone.txt"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may all")
def test_what_may_not_be_read(folder):
    closed = folder / "sub"
    closed.chmod(0)
    try:
        bad = [item for item in read_articles([folder]) if isinstance(item, BadRow)]
        assert [entry.file for entry in bad] == ["sub"]
        assert "permission denied" in bad[0].reason
        with pytest.raises(ImportFileError, match="cannot be read: permission denied"):
            read_articles([closed])
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.txt", "There is no file or folder"),
        ("b.txt/x.txt", "cannot be read: not a directory"),
        ("empty", "holds no articles"),
        ("picture.png", "Articles are read from .txt, .csv, .xlsx and .jsonl files"),
        ("codings.json", "one JSON object a line"),
        ("old.xls", "save it as .xlsx"),
        ("x" * 300 + ".txt", "cannot be read: file name too long"),
        ("nul\0.txt", "cannot be read"),
    ],
)
def test_a_path_that_cannot_be(folder, name, sentence):
    (folder / "empty").mkdir()
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(ImportFileError, match=sentence):
        read_articles([folder, folder / name])
    assert sentence in preview([folder / name], {}).problem


@pytest.mark.skipif(os.name != "posix", reason="names are text elsewhere")
def test_a_name_that_is_no_text(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9 \n.txt"
    try:
        Path(os.fsdecode(path)).write_text("A\n\nText")
    except OSError:
        pytest.skip("this disk takes no such names")
    assert origins(read_articles([tmp_path])) == ["caf\ufffd .txt"]


def test_progress_rises_to_the_end(tmp_path):
    for n in range(3):
        rows = "".join(f"text number {n}-{m}\n" for m in range(300))
        (tmp_path / f"{n}.csv").write_text("text\n" + rows)
    told = []
    assert len(list(read_articles([tmp_path], progress=lambda *now: told.append(now)))) == 903
    assert told[-1] == (900, 900)
    assert told == sorted(told, key=lambda now: now[0])
    assert all(0 < done <= total for done, total in told)
    assert len(told) > 10


def test_it_stops_when_told(tmp_path):
    (tmp_path / "a.csv").write_text("text\n" + "word\n" * 1000)
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 10

    assert len(list(read_articles([tmp_path], cancelled=cancelled))) == 10


def test_reading_in_a_thread(folder):
    found = []
    items = read_articles([folder])
    thread = threading.Thread(target=lambda: found.extend(items))
    thread.start()
    thread.join()
    assert len(origins(found)) == 4


def test_a_look_into_a_folder(folder):
    seen = preview([folder], {})
    assert (seen.titles, seen.problem) == (("B", "A", "One", "Two"), "")
    assert seen.columns == ("text",)


def test_the_sample_is_read_whole():
    items = list(read_articles([resources.resource("sample")]))
    assert not [item for item in items if isinstance(item, BadRow)]
    articles = [item.article for item in items if isinstance(item, Incoming)]
    assert len(articles) >= 8
    assert all(article.source for article in articles)
    assert not [article for article in articles if "Source:" in article.text]


def test_a_real_article():
    if not SHARED.is_dir():
        pytest.skip("the shared articles are not there")
    items = list(read_articles([SHARED]))
    article = next(item.article for item in items if isinstance(item, Incoming))
    path = next(SHARED.glob("*.txt"))
    lines = path.read_text(encoding="utf-8").strip().split("\n")
    assert article.title == lines[0].strip()
    assert article.text.endswith(lines[-1].strip())
    assert article.published is None
