"""What an export says of codings made through the ops, read back with openpyxl and pandas."""

from __future__ import annotations

import csv
import datetime as dt

import baku
import openpyxl
import pytest

from annotator.domain import schema_file
from annotator.domain.assigning import Given
from annotator.domain.dataset import Rows
from annotator.domain.errors import CancelledError, ExportError
from annotator.formats.export_job import ExportOptions, export, file_name
from annotator.formats.frames import read_export
from annotator.resources import schema_path
from annotator.storage import people
from annotator.storage.assigning import Assignment, assign
from annotator.storage.project import create, open_project
from annotator.storage.unaided import draw


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return baku.make(tmp_path_factory.mktemp("baku") / "p.db")


def exported(project, name="out.xlsx", **options):
    """An export of the project; one with the same options is made once."""
    suffix = "_".join(str(value) for value in options.values())
    target = project.with_name(f"{suffix}{name}")
    return target if target.exists() else export_again(project, target, **options)


def export_again(project, target, **options):
    with baku.dataset(project) as dataset:
        report = export(dataset, target, ExportOptions(**options))
    assert report.path == target
    return target


def rows_of(project, rows, **options):
    """The rows of one kind as dicts of text."""
    path = exported(project, ".csv", rows=rows, **options)
    return read_export(path)[path.stem].to_dict("records")


def test_an_event_stands_in_one_row_with_several_values_side_by_side(project):
    hosting = rows_of(project, Rows.EVENTS)[0]
    assert list(hosting)[:6] == [
        "article_id", "coding_id", "coder", "round", "coding_status", "event_id",
    ]  # fmt: skip
    assert (hosting["coder"], hosting["round"], hosting["coding_status"]) == ("ann", "main", "done")
    assert (hosting["event"], hosting["article_external_id"]) == ("1", "t-1")
    assert hosting["article_published"] == "2025-04-10"
    assert hosting["source"] == "AZEGOV"
    assert hosting["source_text"] == "president of Azerbaijan"  # the first of two mentions
    assert hosting["source_label"] == "Azerbaijan · government"
    assert (hosting["source_country"], hosting["source_role"]) == ("AZE", "GOV")
    assert hosting["target"] == "TURGOV; SYRGOV"
    assert hosting["target_text"] == "presidents of Türkiye; Syria"
    assert hosting["target_country"] == "TUR; SYR"
    assert hosting["target_region"] == ""
    assert (hosting["action"], hosting["action_root"]) == ("043", "04")
    assert hosting["action_text"] == "hosted … on 9"
    assert hosting["action_provenance"] == "by hand"
    assert float(hosting["goldstein_gdelt"]) > 0
    assert hosting["goldstein_gdelt_inherited"] in {"0", "1"}
    assert hosting["note"] == "a; b"
    assert hosting["comments"] == "on the event"
    assert hosting["defaults_taken"] == "confidence; status; reciprocal"
    assert hosting["codebook_version"] == "1"


def test_values_side_by_side_can_always_be_parted_again(project):
    event = rows_of(project, Rows.EVENTS)[4]
    assert event["source"].split("; ") == ["---", "TUR"]
    assert event["source_text"].split("; ") == ["officials said, and", "Türkiye"]
    assert event["source_label"].split("; ") == ["Unspecified actor", "Türkiye"]


def test_evidence_are_the_words_of_the_action(project):
    hosting, _, _, nothing, _ = rows_of(project, Rows.EVENTS)
    hosted, on_9 = baku.at("hosted", "on 9")
    assert hosting["evidence_start"] == str(hosted.start)
    assert hosting["evidence_end"] == str(on_9.end)
    assert hosting["evidence_segments"] == (f"{hosted.start}-{hosted.end}; {on_9.start}-{on_9.end}")
    assert hosting["evidence_text"] == "hosted … on 9"
    assert hosting["sentence"] == "2"  # the headline is the first
    assert nothing["evidence_start"] == nothing["evidence_text"] == nothing["sentence"] == ""


def test_offsets_count_code_points_behind_an_emoji(project):
    meeting = rows_of(project, Rows.EVENTS)[1]
    start, end = int(meeting["evidence_start"]), int(meeting["evidence_end"])
    assert baku.TEXT[start:end] == "sat down" == meeting["evidence_text"]


def test_a_date_is_told_with_its_precision(project):
    hosting, meeting, *_ = rows_of(project, Rows.EVENTS)
    date = {k.removeprefix("date_"): v for k, v in hosting.items() if k.startswith("date_")}
    assert hosting["date"] == "2025-04-09"
    assert date["start"] == date["end"] == "2025-04-09"
    assert date["start_state"] == date["end_state"] == "known"
    assert (date["kind"], date["days"], date["text"]) == ("stated", "1", "9 April")
    assert (date["date_prec"], date["time_precision"]) == ("1", "1")
    assert meeting["date_due"] == "2025-05-01/.."
    assert (meeting["date_due_end"], meeting["date_due_end_state"]) == ("", "open")
    assert meeting["date_due_days"] == meeting["date_due_date_prec"] == ""


def test_a_place_is_told_with_coordinates_and_both_precisions(project):
    hosting, meeting, *_ = rows_of(project, Rows.EVENTS)
    assert (hosting["location"], hosting["location_country"]) == ("Baku", "AZE")
    assert (hosting["location_latitude"], hosting["location_longitude"]) == ("40.4093", "49.8671")
    assert (hosting["location_where_prec"], hosting["location_geo_precision"]) == ("1", "1")
    assert hosting["location_gazetteer_id"] == "587084"
    assert meeting["location"] == "Baku; Ganja"
    assert meeting["location_latitude"] == "; 40.68"
    assert meeting["location_gazetteer_id"] == ""


def dyads_of(project, event):
    rows = [row for row in rows_of(project, Rows.DYADS) if row["coder"] == "ann"]
    columns = ("source", "action", "target", "returned", "derived", "count", "same_code")
    return [tuple(row[c] for c in columns) for row in rows if row["event"] == event]


def test_a_code_with_a_mirror_gives_the_returned_dyads(project):
    assert dyads_of(project, "1") == [
        ("AZEGOV", "043", "TURGOV", "0", "0", "1", "0"),
        ("AZEGOV", "043", "SYRGOV", "0", "0", "1", "0"),
        ("TURGOV", "042", "AZEGOV", "1", "1", "1", "0"),
        ("SYRGOV", "042", "AZEGOV", "1", "1", "1", "0"),
    ]


def test_a_reciprocal_event_without_target_pairs_its_sources(project):
    assert dyads_of(project, "2") == [
        ("TUR", "046", "ISR", "0", "0", "1", "0"),
        ("ISR", "046", "TUR", "1", "0", "1", "0"),
    ]


def test_pairs_with_equal_codes_are_one_row_with_a_count_and_a_flag(project):
    assert dyads_of(project, "3") == [("TURMIL", "010", "TURMIL", "0", "0", "2", "1")]
    rows = rows_of(project, Rows.DYADS)
    within = next(row for row in rows if row["source"] == row["target"] == "TURMIL")
    assert within["target_text"] == "an air force; its own country"


def test_an_event_without_anybody_is_one_dyad_of_nobody(project):
    assert dyads_of(project, "4") == [("", "", "", "0", "0", "1", "0")]


def test_dyads_carry_the_labels_of_their_own_code(project):
    back = next(row for row in rows_of(project, Rows.DYADS) if row["derived"] == "1")
    assert back["action_label"] == "Make a visit"
    assert back["action_text"] == "hosted … on 9"
    assert back["source_label"] == "Türkiye · government"


def test_mentions_have_their_quotes_at_their_offsets(project):
    rows = rows_of(project, Rows.MENTIONS)
    assert list(rows[0])[:6] == [
        "article_id", "coding_id", "coder", "round", "coding_status", "event_id",
    ]  # fmt: skip
    for row in rows:
        parts = [part.split("-") for part in row["segments"].split("; ")]
        quotes = [baku.TEXT[int(start) : int(end)] for start, end in parts]
        assert row["quote"] == " … ".join(quotes)
        assert (row["start"], row["end"]) == (parts[0][0], parts[-1][1])
    ann = [row for row in rows if (row["coder"], row["event"]) == ("ann", "1")]
    first = [row for row in ann if row["slot"] == "source"]
    assert [row["quote"] for row in first] == ["president of Azerbaijan", "Azerbaijan"]
    assert len({row["filler_id"] for row in first}) == 1
    assert len({row["mention_id"] for row in first}) == 2
    assert {row["value"] for row in first} == {"AZEGOV"}
    assert {row["provenance"] for row in rows} == {"by hand"}


def test_codings_say_why_there_is_nothing(project):
    done, nothing, *_ = sorted(
        (row for row in rows_of(project, Rows.CODINGS) if row["coder"] == "ann"),
        key=lambda row: row["coding_status"],
    )
    assert (done["events"], done["questions"]) == ("4", "Is this in scope?\nHim?")
    assert (nothing["coding_status"], nothing["reason"]) == ("nothing to code", "sports_culture")
    assert done["codebook"] == "cameo"
    assert done["finished_at"] > done["started_at"]


def test_what_was_said_has_a_sheet_of_its_own(project):
    note, question, words, answer = rows_of(project, Rows.COMMENTS)
    assert [row["kind"] for row in (note, question, words, answer)] == [
        *("note", "question", "question", "answer"),
    ]
    hosting = rows_of(project, Rows.EVENTS)[0]
    assert (note["text"], note["event"]) == ("on the event", "1")
    assert note["event_id"] == hosting["event_id"]
    assert (question["text"], question["event"]) == ("Is this in scope?", "")
    assert (words["quote"], words["mention_id"] != "") == ("president of Azerbaijan", True)
    assert (answer["written_by"], answer["text"]) == ("pi", "=Him & his office")
    assert answer["reply_to"] == words["comment_id"]
    assert {row["coder"] for row in (note, question, words, answer)} == {"ann"}
    assert (words["written_by"], words["article_external_id"]) == ("ann", "t-1")
    safe = exported(project, ".csv", rows=Rows.COMMENTS).read_text(encoding="utf-8-sig")
    rough = exported(project, "-r.csv", rows=Rows.COMMENTS, raw=True).read_text(encoding="utf-8")
    assert "'=Him & his office" in safe
    assert "'=Him" not in rough


def test_articles_are_all_there_coded_or_not(project):
    rows = rows_of(project, Rows.ARTICLES)
    assert [row["article_external_id"] for row in rows] == ["t-1", "t-2", "t-3"]
    assert [row["codings"] for row in rows] == ["2", "1", "0"]
    assert [row["events"] for row in rows] == ["5", "0", "0"]
    assert rows[0]["characters"] == str(len(baku.TEXT))
    assert rows[0]["imported_from"] == "news.csv, row 2"


def test_who_has_which_article_is_there_begun_or_not(project, tmp_path):
    copy = tmp_path / "p.db"
    copy.write_bytes(project.read_bytes())
    with open_project(copy) as opened:
        eva = people.sit_down(opened, "eva")
        (uuid,) = opened.connection.execute(
            "SELECT uuid FROM article WHERE external_id = 't-3'"
        ).fetchone()
        given = (Given(uuid, eva.coder.uuid),)
        assign(opened, eva, eva.round, Assignment((), (), 0, given))
        draw(opened, eva.round, share=1, seed=1)
    rows = rows_of(copy, Rows.ASSIGNMENTS)
    found = {(row["coder"], row["article_external_id"]): row for row in rows}
    assert {key: (row["given"], row["coding_status"]) for key, row in found.items()} == {
        ("ann", "t-1"): ("0", "done"),
        ("ann", "t-2"): ("0", "nothing to code"),
        ("bob", "t-1"): ("0", "done"),
        ("bob", "t-2"): ("0", "in progress"),
        ("eva", "t-3"): ("1", "not started"),
    }
    new = found["eva", "t-3"]
    assert (new["round_kind"], new["queue_position"], new["unaided"]) == ("main", "1", "1")
    assert found["ann", "t-1"]["queue_position"] == ""


def test_unfinished_codings_come_only_when_asked_for(project):
    assert {row["coding_status"] for row in rows_of(project, Rows.EVENTS)} == {"done"}
    every = rows_of(project, Rows.EVENTS, unfinished=True)
    assert {row["coding_status"] for row in every} == {"done", "in progress"}
    assert len(every) == len(rows_of(project, Rows.EVENTS)) + 1


def test_about_says_what_was_left_out_and_what_is_there_twice(project):
    about = read_export(exported(project))["About"].set_index("name")["value"]
    assert about["codings in this file"] == "3"
    assert about["codings left out"].startswith("1,")
    assert "twice its events" in about["articles coded several times"]
    assert about["rows in Events"] == "5"
    assert about["characters replaced"] == "0"
    every = read_export(exported(project, unfinished=True))["About"].set_index("name")["value"]
    assert every["codings left out"] == "0"


def test_a_workbook_says_the_same_as_the_csv_files(project):
    book = read_export(exported(project))
    assert list(book) == [
        *("Events", "Dyads", "Mentions", "Codings", "Comments", "Articles"),
        *("Assignments", "Codebook", "Data dictionary", "About"),
    ]
    for rows in Rows:
        sheet = book[rows.value.capitalize()]
        assert sheet.to_dict("records") == rows_of(project, rows), rows


def test_a_folder_holds_every_sheet_as_a_file(project, tmp_path):
    folder = tmp_path / "sahel"
    export_again(project, folder)
    files, book = read_export(folder), read_export(exported(project))
    assert [folder / f"{file_name(sheet)}.csv" for sheet in book] == [
        folder / f"{name}.csv" for name in sorted(files, key=list(map(file_name, book)).index)
    ]
    for sheet, frame in book.items():
        if sheet != "About":  # it says when it was made
            assert frame.to_dict("records") == files[file_name(sheet)].to_dict("records"), sheet
    assert list(files["about"].iloc[:, 0]) == list(book["About"].iloc[:, 0])


def test_a_folder_that_is_there_is_written_into_all_or_nothing(project, tmp_path):
    (tmp_path / "own.txt").write_text("mine")
    export_again(project, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with baku.dataset(project) as dataset:
        options = ExportOptions(unfinished=True)
        for asked in (0, 3, 9):
            left = iter(range(asked))
            with pytest.raises(CancelledError):
                export(dataset, tmp_path, options, cancelled=lambda n=left: next(n, None) is None)
            assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
        with pytest.raises(CancelledError):
            export(dataset, tmp_path / "new", options, cancelled=lambda: True)
        assert not (tmp_path / "new").exists()


def test_cells_of_a_workbook_have_their_types(project):
    book = openpyxl.load_workbook(exported(project))
    sheet = book["Events"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert (row["action"].value, row["action"].data_type) == ("043", "s")
    assert row["action"].number_format == "@"
    assert row["date_start"].value == dt.datetime(2025, 4, 9)  # noqa: DTZ001 - Excel knows no zones
    assert row["date_start"].number_format == "yyyy-mm-dd"
    assert isinstance(row["goldstein_gdelt"].value, int | float)
    assert row["location_latitude"].data_type == "s"  # a slot that may hold several is text
    assert row["evidence_start"].value == baku.at("hosted")[0].start
    inert = sheet.cell(4, head.index("action_text") + 1)
    assert (inert.value, inert.data_type) == ('=HYPERLINK("x")', "s")


def test_the_dictionary_explains_every_column_of_every_sheet(project):
    book = read_export(exported(project))
    entries = book["Data dictionary"]
    for name, frame in book.items():
        explained = entries[entries["sheet"] == name]
        assert list(explained["column"]) == list(frame.columns)
        assert explained["explanation"].str.len().min() > 3


def test_the_codebook_keeps_codes_as_text(project):
    codes = read_export(exported(project))["Codebook"]
    actions = codes[codes["list"] == "action"]
    assert {"01", "010", "042"} <= set(actions["code"])
    assert actions.set_index("code").loc["042", "mirror"] == "043"
    assert "sports_culture" in set(codes[codes["list"] == "reason"]["code"])


def test_csv_is_utf8_with_a_mark_and_inert_unless_raw(project):
    path = exported(project, "e.csv")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(read_export(path)[path.stem]) + 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[2]["action_text"] == '\'=HYPERLINK("x")'
    assert rows[4]["source"] == "---; TUR"  # nothing that could be run
    raw = exported(project, "raw.csv", raw=True)
    with raw.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file))[2]["action_text"] == '=HYPERLINK("x")'
    assert read_export(path)[path.stem].equals(read_export(raw)[raw.stem])


def test_an_export_is_the_same_each_time(project):
    first = export_again(project, project.with_name("1.csv")).read_bytes()
    assert export_again(project, project.with_name("2.csv")).read_bytes() == first


def test_progress_reaches_the_end_and_a_cancelled_export_leaves_the_old_one(project):
    target = project.with_name("again.xlsx")
    seen = []
    with baku.dataset(project) as dataset:
        export(
            dataset, target, ExportOptions(), report=lambda done, total: seen.append((done, total))
        )
        assert seen
        assert all(done <= total for done, total in seen)
        before = target.read_bytes()
        with pytest.raises(CancelledError):
            export(dataset, target, ExportOptions(), cancelled=lambda: True)
    assert target.read_bytes() == before
    assert not list(target.parent.glob(".*.part"))


def test_a_name_without_a_known_ending_is_refused(project):
    with pytest.raises(ExportError, match=r"neither in \.xlsx nor in \.csv"):
        exported(project, "out.txt")


def test_a_project_without_any_coding_gives_empty_sheets(tmp_path):
    path = tmp_path / "empty.db"
    create(path, schema=schema_file.canonical(schema_path("cameo")), title="Empty")
    book = read_export(exported(path))
    assert [len(book[name]) for name in ("Events", "Dyads", "Mentions", "Codings")] == [0] * 4
