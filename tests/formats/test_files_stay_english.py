"""Files that are written are the same whatever language the window speaks."""

from __future__ import annotations

import datetime as dt

import baku
import pytest
from full_schema import FULL

from annotator.domain import schema_file
from annotator.domain.dataset import Rows
from annotator.domain.errors import ExportError
from annotator.formats.codebook_sheets import read_codebook, write_codebook
from annotator.formats.dictionaries import read_dictionary
from annotator.formats.export_job import ExportOptions, export
from annotator.formats.frames import read_export
from annotator.formats.handbook import write_handbook
from annotator.jobs.dictionaries import export_dictionary
from annotator.jobs.exporting import export_project, sentences
from annotator.storage import ops, people
from annotator.storage.project import open_project
from tests.spoken import MARK, marked


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return baku.make(tmp_path_factory.mktemp("baku") / "p.db")


def cells(path):
    frames = read_export(path)
    return {name: frame.values.tolist() for name, frame in frames.items()}


def in_both(folder, name, write):
    """The same file written in English and in another language."""
    english, other = folder / f"english-{name}", folder / f"other-{name}"
    write(english)
    with marked():
        write(other)
    return english, other


def test_a_dataset_in_a_workbook(project, tmp_path):
    english, other = in_both(
        tmp_path, "out.xlsx", lambda target: export_project(project, target, ExportOptions())
    )
    first, second = cells(english), cells(other)
    about = next(name for name in first if name.startswith("About") or name == "Read me")
    assert first.keys() == second.keys()
    assert len(first) > 6
    del first[about], second[about]  # it says when it was written
    assert first == second
    assert all(MARK.encode() not in part for part in parts(other))


def parts(path):
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(path) as archive:
        yield from (archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("rows", Rows)
def test_a_dataset_as_csv(project, tmp_path, rows):
    def write(target):
        with baku.dataset(project) as dataset:
            export(dataset, target, ExportOptions(rows=rows))

    english, other = in_both(tmp_path, "out.csv", write)
    assert english.read_bytes() == other.read_bytes()


def test_a_codebook_as_workbook_page_and_file(tmp_path):
    schema = schema_file.from_json(FULL)
    english, other = in_both(tmp_path, "c.xlsx", lambda path: write_codebook(path, schema))
    assert list(parts(other))
    assert all(MARK.encode() not in part for part in parts(other))
    assert read_codebook(english).schema == read_codebook(other).schema == schema
    english, other = in_both(tmp_path, "c.html", lambda path: write_handbook(schema, path))
    assert english.read_bytes() == other.read_bytes()
    english, other = in_both(tmp_path, "c.json", lambda path: schema_file.save(schema, path))
    assert english.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("ending", [".txt", ".csv"])
def test_a_dictionary(project, tmp_path, ending):
    with open_project(project) as opened:
        ann = people.sit_down(opened, "ann")
        name = f"Ilham {ending}"
        ops.learn_name(opened, ann, name, "AZEGOV", valid_to=dt.date(2030, 1, 1))

        def write(target):
            export_dictionary(opened, target, which="own", coder="ann")

        english, other = in_both(tmp_path, f"d{ending}", write)
        assert english.read_bytes() == other.read_bytes()
        assert read_dictionary(other).entries


def test_what_is_said_of_an_export_is_said_in_the_language(project, tmp_path):
    with marked():
        report = export_project(project, tmp_path / "out.xlsx", ExportOptions())
        assert all(said.startswith(MARK) for said in sentences(report))
        with pytest.raises(ExportError, match=f"{MARK}.* ends neither in"):
            export_project(project, tmp_path / "out.doc", ExportOptions())
