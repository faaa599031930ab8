import pytest
from coded import make, sitting

from annotator.domain.errors import EditRefusedError, ReadOnlyError
from annotator.domain.events import CodingStatus, Desk
from annotator.storage import ops, people, reads
from annotator.storage.assigning import assign, plan_assignment, plan_recoding
from annotator.storage.packing import pack
from annotator.storage.project import open_project


@pytest.fixture
def project(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=0)) as (project, _):
        yield project


def test_a_coder_is_made_once(project):
    made = people.find_or_add_coder(project, " eva ", full_name="Eva Example")
    assert made.name == "eva"
    assert people.find_or_add_coder(project, "Eva") == made
    assert people.find_coder(project.connection, "EVA") == made
    assert [coder.name for coder in reads.coders(project.connection)] == ["ann", "eva"]


def test_accents_are_one_name_however_they_are_typed(project):
    made = people.find_or_add_coder(project, "Zoe\u0301")
    assert people.find_or_add_coder(project, "zo\u00e9") == made


@pytest.mark.parametrize("name", ["ann", "A1", "anna-maria.2", "юлия", "x" * 32, "ann_b"])
def test_good_ids(name):
    assert people.problem_with(name) == ""


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Give a short id"),
        ("   ", "Give a short id"),
        ("ann b", "cannot be a coder's short id"),
        ("-ann", "beginning with a letter or digit"),
        ("a/b", "cannot be"),
        ("ann\n", ""),
        ("a\nb", "cannot be"),
        ("x" * 33, "33 characters; it may have up to 32"),
    ],
)
def test_bad_ids_get_a_sentence(project, name, sentence):
    assert sentence in people.problem_with(name)
    if people.problem_with(name):
        with pytest.raises(EditRefusedError) as refusal:
            people.find_or_add_coder(project, name)
        assert str(refusal.value) == people.problem_with(name)
    assert [coder.name for coder in reads.coders(project.connection)] == ["ann"]


def test_rounds(project):
    main = people.find_round(project.connection)
    assert (main.name, main.kind) == ("main", "main")
    assert people.find_or_add_round(project) == main
    pilot = people.find_or_add_round(project, "pilot", kind="pilot")
    assert reads.rounds(project.connection) == [main, pilot]
    assert people.find_or_add_round(project, "pilot") == pilot
    with pytest.raises(EditRefusedError, match="no round “second”"):
        people.find_round(project.connection, "second")


def test_sitting_down(project):
    desk = people.sit_down(project, "bob")
    assert (desk.coder.name, desk.round.name) == ("bob", "main")
    assert people.sit_down(project, "BOB") == desk


def test_a_read_only_project_knows_but_makes_nobody(tmp_path):
    path = make(tmp_path / "p.db", articles=0)
    with open_project(path, read_only=True) as project:
        assert people.sit_down(project, "ann").coder.name == "ann"
        with pytest.raises(ReadOnlyError):
            people.sit_down(project, "bob")


def test_rounds_are_open_to_those_who_were_given_something_or_to_all(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=4), "ann") as (project, ann):
        connection = project.connection

        def open_to(coder):
            return [one.name for one in people.rounds_of(connection, coder)]

        assert open_to(ann.coder) == open_to(None) == ["main"]
        pilot = people.find_or_add_round(project, "pilot", kind="pilot")
        again = people.find_or_add_round(project, "again", kind="recode")
        settled = people.find_or_add_round(project, "settled", kind="adjudication")
        bob = people.find_or_add_coder(project, "bob")
        assert open_to(ann.coder) == ["main", "pilot"]
        assign(project, ann, pilot, plan_assignment(connection, pilot, [bob], per_coder=2))
        assert open_to(ann.coder) == ["main"]  # the pilot is bob's
        assert open_to(bob) == ["main", "pilot"]
        ops.finish_coding(project, ann, 1, status=CodingStatus.NOTHING)
        plan = plan_recoding(connection, again, [ann.coder], of=ann.round, share=1)
        assign(project, ann, again, plan)
        assert open_to(ann.coder) == ["main", "again"]
        assign(project, ann, ann.round, plan_assignment(connection, ann.round, [bob], per_coder=2))
        assert open_to(ann.coder) == ["main", "again"]  # she has begun there
        zoe = people.find_or_add_coder(project, "zoe")
        assert open_to(zoe) == ["main"]  # nothing is hers: the first
        ops.finish_coding(project, Desk(zoe, settled), 1, status=CodingStatus.NOTHING)
        assert open_to(zoe) == ["main", "settled"]  # who adjudicates sits where she sat before


def test_what_is_given_and_what_is_left_is_counted_by_round(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=4), "ann") as (project, ann):
        connection = project.connection
        assert people.given_and_left(connection, ann.coder, ann.round) == (0, 0)
        plan = plan_assignment(connection, ann.round, [ann.coder], per_coder=3)
        assign(project, ann, ann.round, plan)
        first, second, _ = reads.queue_ids(connection, ann)
        ops.create_event(project, ann, first)  # begun
        assert people.given_and_left(connection, ann.coder, ann.round) == (3, 3)
        ops.finish_coding(project, ann, first, status=CodingStatus.DONE)
        ops.finish_coding(project, ann, second, status=CodingStatus.NOTHING)
        assert people.given_and_left(connection, ann.coder, ann.round) == (3, 1)


def test_a_packet_knows_whose_it_is(tmp_path):
    with sitting(make(tmp_path / "p.db", articles=4), "pi") as (project, pi):
        assert people.packet_owner(project.connection) is None
        ann = people.find_or_add_coder(project, "ann")
        plan = plan_assignment(project.connection, pi.round, [ann], per_coder=2)
        assign(project, pi, pi.round, plan)
        path = pack(project, ann, tmp_path / "ann.db").path
        assert people.packet_owner(project.connection) is None  # it only notes that one went out
    with open_project(path) as packet:
        assert people.packet_owner(packet.connection).name == "ann"
