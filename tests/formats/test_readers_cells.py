"""Cells between delimiters are cut as the csv module cuts them, whatever the quotes do."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.readers.cells import CellReader, Dialect


def read_all(reader):
    """Rows, and in their place what was wrong with a row; empty lines as empty rows."""
    found = []
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return found
        except csv.Error as error:
            found.append(str(error))
        else:
            found.append([] if row == [""] else row)


def by_module(text, delimiter):
    return read_all(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def by_us(text, delimiter, escape=None):
    return read_all(CellReader(io.StringIO(text, newline=""), Dialect(delimiter, escape)))


@given(st.text(alphabet='ab,;"\n\r é', max_size=40), st.sampled_from(",;"))
def test_any_text_is_cut_as_by_the_module(text, delimiter):
    assert by_us(text, delimiter) == by_module(text, delimiter)


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), max_size=5))
def test_what_was_written_is_read(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    assert by_us(out.getvalue(), ",") == by_module(out.getvalue(), ",")


def test_lines_within_quotes():
    text = 'a,"one\r\n""two"",\n\nthree",b\r\nc,d,e\r\n'
    assert by_us(text, ",") == [["a", 'one\r\n"two",\n\nthree', "b"], ["c", "d", "e"]]


def test_a_broken_row_keeps_the_next():
    rows = by_us('a,b\n"c"x,d\ne,f\n', ",")
    assert rows[0] == ["a", "b"]
    assert "expected after" in rows[1]
    assert rows[2] == ["e", "f"]


def test_quotes_escaped_by_a_backslash():
    assert by_us('1,"he said \\"yes\\", twice"\n', ",", "\\") == [["1", 'he said "yes", twice']]


@pytest.mark.timeout(20)
def test_a_cell_of_many_lines_is_joined_once():
    lines = "\n".join(["a line of some length"] * 100_000)
    assert by_us(f'1,"{lines}"\n', ",") == [["1", lines]]
