"""Merge packets into a project: one undoable edit, whatever the order the files come in.

Rows find their place by identity, never by name. Of two states of a coding the later one counts
and the earlier is kept; where a chain has two ends both are kept and the PI chooses.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import ProjectError
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.domain.merging import TAKEN, Arrival, Brought, FileReport, MergeReport
from annotator.domain.schema import Schema
from annotator.storage import files, foreign_suggestions, people
from annotator.storage.coding_content import Content, read_content
from annotator.storage.coding_states import state_of
from annotator.storage.identities import Identities
from annotator.storage.incoming_packet import Heed, IncomingPacket, nobody, open_packet
from annotator.storage.journal import new_uuid, utc_now
from annotator.storage.ops import packet_extras
from annotator.storage.ops.chains import Tip, begin_chain, join, read_chain
from annotator.storage.ops.packet_ends import other_ends
from annotator.storage.ops.restoring import known_rows
from annotator.storage.private_copy import copied_file
from annotator.storage.project import EditInProgress, Project, open_project

Progress = Callable[[int, int], None]

# Of a coding that came with several ends the last of these is told.
_TELLING = (
    Arrival.OLDER,
    Arrival.UNCHANGED,
    Arrival.NEW,
    Arrival.NEWER,
    Arrival.OTHER_TEXT,
    Arrival.OTHER_SCHEMA,
    Arrival.REFUSED,
    Arrival.CONFLICT,
)


@contextmanager
def sound_packets(
    project: Project, paths: Sequence[Path | str], *, heed: Heed = nobody
) -> Iterator[Sequence[IncomingPacket]]:
    """Open packets to be merged into a project; nothing is written anywhere.

    ``heed`` as for ``open_packet``.

    Raises:
        ProjectError: a file is no packet of this project, damaged, or from a newer program.
    """
    with ExitStack() as stack:
        packets = [stack.enter_context(open_packet(path, heed=heed)) for path in paths]
        for packet in packets:
            _demand_same_project(project, packet)
        yield packets


def merge_packets(
    project: Project,
    desk: Desk,
    paths: Sequence[Path | str],
    *,
    progress: Progress = lambda _done, _total: None,
) -> tuple[MergeReport, Changes | None]:
    """Bring home what packets hold; the report says of every coding what became of it.

    ``progress`` is told how many codings of how many have been looked at, 0 of 0 while the packets
    are looked through; what it raises stops the merging, and the project is as before. The changes
    are None when nothing was to be changed.

    Raises:
        ProjectError: as for ``sound_packets``; then nothing of any file was merged.
        ReadOnlyError, NotSavedError: as for every edit.
    """
    with sound_packets(project, paths, heed=partial(progress, 0, 0)) as packets:
        return merge_sound(project, desk, packets, progress=progress)


def merge_sound(
    project: Project,
    desk: Desk,
    packets: Sequence[IncomingPacket],
    *,
    progress: Progress = lambda _done, _total: None,
) -> tuple[MergeReport, Changes | None]:
    """The same with packets that are open already."""
    codings = [_codings(packet) for packet in packets]
    total = sum(map(len, codings))
    reports, done = [], 0
    label = "merge 1 packet" if len(packets) == 1 else f"merge {len(packets)} packets"
    with project.transact(Op.MERGE_PACKETS, label, desk=desk) as edit:
        edit.connection.execute("PRAGMA defer_foreign_keys = ON")
        for packet, ids in zip(packets, codings, strict=True):
            merging = _Merging(project, edit, packet)
            brought = []
            for coding_id in ids:
                brought.append(merging.bring(coding_id))
                done += 1
                progress(done, total)
            merging.bring_the_rest()
            reports.append(FileReport(packet.path.name, tuple(brought), merging.notes()))
        if any(one.arrival in TAKEN for report in reports for one in report.brought):
            edit.kinds |= {Kind.CODING, Kind.EVENT, Kind.COMMENT, Kind.SUGGESTION}
    changes = edit.changes
    return MergeReport(tuple(reports)), changes if changes and changes.edit_id else None


def merge_beside(
    project: Project, desk: Desk, paths: Sequence[Path | str], *, progress: Progress
) -> tuple[MergeReport, Changes | None]:
    """The same in a thread of its own, while the project is read where it is open.

    Edits there are made until the packets are looked through, and refused while they are written.

    Raises:
        CancelledError: the project was closed meanwhile.
        ProjectError, ReadOnlyError, NotSavedError: as for ``merge_packets``.
    """
    why = tr("Packets are being merged: edits wait until that is done. Nothing was changed.")
    with project.beside(why) as writing:
        return merge_packets(writing, desk, paths, progress=progress)


def preview_merge(
    project: Project,
    coder: str,
    paths: Sequence[Path | str],
    *,
    progress: Progress = lambda _done, _total: None,
) -> MergeReport:
    """What merging these packets would do, found by doing it in a copy of the project.

    ``coder`` is the short id of who would do it; ``progress`` as for ``merge_packets``.

    Raises:
        ProjectError: as for ``merge_packets``.
        NotSavedError: there is no room for the copy.
    """
    with (
        sound_packets(project, paths, heed=partial(progress, 0, 0)) as packets,
        copied_file(project.path) as copy,
        open_project(copy) as trial,
    ):
        return merge_sound(trial, people.sit_down(trial, coder), packets, progress=progress)[0]


def _demand_same_project(project: Project, packet: IncomingPacket) -> None:
    if packet.project_uuid != project.uuid:
        raise ProjectError(
            tr(
                "“{path}” belongs to another project, not to “{project}”. Nothing was changed."
            ).format(path=packet.path.name, project=project.title)
        )
    if files.identity(packet.path) == files.identity(project.path):
        raise ProjectError(
            tr("“{path}” is this project itself. Nothing was changed.").format(
                path=packet.path.name
            )
        )


def _codings(packet: IncomingPacket) -> list[int]:
    rows = packet.connection.execute("SELECT id FROM coding ORDER BY id").fetchall()
    return [coding_id for (coding_id,) in rows]


@dataclass
class _Merging:
    """One packet while it is merged."""

    project: Project
    edit: EditInProgress
    packet: IncomingPacket
    packet_id: int | None = None
    restored: list[Content] = field(default_factory=list)  # codings that are as the packet's now
    _notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = known_rows(self.edit.connection)
        self.ends = other_ends(self.packet)

    def bring(self, coding_id: int) -> Brought:
        """Bring one coding home, or say why it stays outside."""
        source = self.packet.connection
        coder, which, title = source.execute(
            "SELECT coalesce(k.name, '?'), coalesce(r.name, '?'), coalesce(a.title, '?')"
            " FROM coding c LEFT JOIN coder k ON k.id = c.coder_id"
            " LEFT JOIN round r ON r.id = c.round_id LEFT JOIN article a ON a.id = c.article_id"
            " WHERE c.id = ?",
            (coding_id,),
        ).fetchone()

        def brought(arrival: Arrival, sentence: str = "") -> Brought:
            return Brought(coder, which, title, arrival, sentence)

        broken = self.packet.broken.get(coding_id)
        if broken:
            return brought(Arrival.REFUSED, "; ".join(broken))
        tip = Tip(state_of(source, coding_id), read_content(source, coding_id))
        found = [self._bring_end(end) for end in (tip, *self.ends.get(coding_id, ()))]
        return brought(*max(found, key=lambda one: _TELLING.index(one[0])))

    def _bring_end(self, tip: Tip) -> tuple[Arrival, str]:
        """Bring one end of a chain home."""
        present = self._present(tip.content)
        if self._is_known(present, tip):
            here = state_of(self.edit.connection, present) if present is not None else None
            same = here is not None and here.name == tip.state.name
            return (Arrival.UNCHANGED if same else Arrival.OLDER), ""
        if self._only_lent(tip):
            return Arrival.OLDER, ""
        refusal = self._refusal(tip.content, present)
        return refusal if refusal is not None else (self._take(tip, present), "")

    def _present(self, content: Content) -> int | None:
        """The coding of the same coder, article and round that this project has."""
        row = self.edit.connection.execute(
            "SELECT c.id FROM coding c JOIN article a ON a.id = c.article_id"
            " JOIN coder k ON k.id = c.coder_id JOIN round r ON r.id = c.round_id"
            " WHERE a.uuid = ? AND k.uuid = ? AND r.uuid = ?",
            (content["article"], content["coder"], content["round"]),
        ).fetchone()
        return None if row is None else int(row[0])

    def _only_lent(self, tip: Tip) -> bool:
        """Whether a coding travelled in the packet to be read only, and is as it was sent."""
        if self.packet.only_coder in (None, tip.content["coder"]):
            return False
        sent = self.packet.connection.execute(
            "SELECT 1 FROM coding_state s JOIN coding c ON c.id = s.coding_id"
            " WHERE s.standing = 'live' AND c.uuid = ? AND s.state = ?",
            (tip.content["uuid"], tip.state.name),
        ).fetchone()
        return sent is not None

    def _is_known(self, present: int | None, tip: Tip) -> bool:
        if present is None:
            return False
        return tip.state.name in read_chain(self.edit.connection, present).known

    def _refusal(self, content: Content, present: int | None) -> tuple[Arrival, str] | None:
        """Why a coding cannot be taken, None when it can."""
        return next(self._objections(content, present), None)

    def _objections(self, content: Content, present: int | None) -> Iterator[tuple[Arrival, str]]:
        """What stands against a coding; each is looked at only where those before it did not."""
        known = self.known
        if self.packet.only_coder not in (None, content["coder"]):
            yield (
                Arrival.REFUSED,
                tr("the packet is another coder's, so this was not hers to change"),
            )
        if content["article"] not in known.articles:
            yield Arrival.OTHER_TEXT, tr("the project does not have this article")
        if not self._same("article", content["article"]):
            yield Arrival.OTHER_TEXT, tr("it was coded on another text of this article")
        if not self._same("codebook", content["codebook"]):
            why = tr("it was coded under a codebook version that this project does not have")
            yield Arrival.OTHER_SCHEMA, why
        for slot in _crowded(self.project.schema, content):
            why = tr("it has several values in “{slot}”, which takes one in the codebook in force")
            yield Arrival.OTHER_SCHEMA, why.format(slot=slot)
        if content["round"] not in known.rounds:
            yield Arrival.REFUSED, tr("the project does not have its round")
        for taken in _taken(self.edit.connection, content, present):
            yield (
                Arrival.REFUSED,
                tr("{taken} belongs to another coding of this project").format(taken=taken),
            )
        if content["coder"] not in known.coders and not self._add_coder(content["coder"]):
            why = tr("another person has this short id in the project: one of them must be renamed")
            yield Arrival.REFUSED, why

    def _same(self, table: str, uuid: str) -> bool:
        """Whether both files have a row of that identity with the same hash."""
        query = f"SELECT sha256 FROM {table} WHERE uuid = ?"
        here = self.edit.connection.execute(query, (uuid,)).fetchone()
        there = self.packet.connection.execute(query, (uuid,)).fetchone()
        return here is not None and bool(here == there)

    def _add_coder(self, uuid: str) -> bool:
        """Let a coder the project does not know begin; False when the short id is taken."""
        name, full_name, created = self.packet.connection.execute(
            "SELECT name, full_name, created_at FROM coder WHERE uuid = ?", (uuid,)
        ).fetchone()
        connection = self.edit.connection
        if people.problem_with(name) or people.find_coder(connection, name) is not None:
            return False
        connection.execute(
            "INSERT INTO coder (uuid, name, full_name, created_at) VALUES (?, ?, ?, ?)",
            (uuid, name, full_name, created),
        )
        self.known = known_rows(connection)
        self._notes.append(tr("{name} is new to the project and was added.").format(name=name))
        return True

    def _take(self, tip: Tip, present: int | None) -> Arrival:
        article_id = self.known.articles[tip.content["article"]]
        foreign_suggestions.adopt(
            self.packet.connection, self.edit.connection, tip.content, article_id
        )
        packet_id = self._note_packet()
        if present is None:
            begin_chain(self.edit, self.known, tip, packet_id=packet_id)
            self.restored.append(tip.content)
            return Arrival.NEW
        chain = read_chain(self.edit.connection, present)
        conflict = join(self.edit, self.known, chain, tip, packet_id=packet_id)
        if state_of(self.edit.connection, present).name == tip.state.name:
            self.restored.append(tip.content)
        return Arrival.CONFLICT if conflict else Arrival.NEWER

    def _note_packet(self) -> int:
        """The row that says which packet brought something; made with the first coding."""
        if self.packet_id is None:
            owner = self.known.coders.get(self.packet.only_coder or "")
            self.packet_id = self.edit.insert(
                "packet", uuid=new_uuid(), coder_id=owner, direction="in", created_at=utc_now()
            )
        return self.packet_id

    def bring_the_rest(self) -> None:
        """Bring what stands beside the codings: links, times, corrections, learned names."""
        packet_extras.bring_links(self.edit, self.packet.connection, self.restored)
        self._notes += packet_extras.bring_corrections(
            self.edit, self.packet.connection, self.known
        )
        whose = self.packet.only_coder
        packet_extras.bring_times(self.edit.connection, self.packet.connection, whose)
        if self.packet.own_dictionary:
            packet_extras.bring_names(self.edit, self.packet.connection, self.known, whose)

    def notes(self) -> tuple[str, ...]:
        """What is to be said about the file as such."""
        return (*self.packet.oddities, *self._notes)


def _crowded(schema: Schema, content: Content) -> list[str]:
    """The slots that hold more values in some event than they take."""
    single = {slot.name: slot.label for slot in schema.slots if not slot.several}
    counted = [Counter(one["slot"] for one in event["fillers"]) for event in content["events"]]
    return [label for name, label in single.items() if any(count[name] > 1 for count in counted)]


def _taken(connection: sqlite3.Connection, content: Content, present: int | None) -> Iterator[str]:
    """What of a coding stands under its identity elsewhere in this file."""
    here = -1 if present is None else present
    everywhere = Identities(connection)
    for table, uuid in _identities(content):
        for holder in everywhere.holders(uuid):
            row = connection.execute(_CODING_BY_UUID[table], (uuid,)).fetchone()
            if holder != table or row is None or row[0] != here:
                yield f"{table} {uuid}"


def _identities(content: Content) -> Iterator[tuple[str, str]]:
    """Every identity in a coding, with the table it is for."""
    yield "coding", content["uuid"]
    for table, name in (("mention", "mentions"), ("event", "events"), ("comment", "comments")):
        yield from ((table, one["uuid"]) for one in content[name])
    yield from (("verdict", one["uuid"]) for one in content["verdicts"])
    for filler in (filler for event in content["events"] for filler in event["fillers"]):
        yield "filler", filler["uuid"]
        yield from (("code_review", review[0]) for review in filler["reviews"])


_CODING_BY_UUID = {
    "coding": "SELECT id FROM coding WHERE uuid = ?",
    "mention": "SELECT coding_id FROM mention WHERE uuid = ?",
    "event": "SELECT coding_id FROM event WHERE uuid = ?",
    "comment": "SELECT coding_id FROM comment WHERE uuid = ?",
    "verdict": "SELECT coding_id FROM verdict WHERE uuid = ?",
    "filler": "SELECT e.coding_id FROM filler f JOIN event e ON e.id = f.event_id WHERE f.uuid = ?",
    "code_review": "SELECT e.coding_id FROM code_review v JOIN filler f ON f.id = v.filler_id"
    " JOIN event e ON e.id = f.event_id WHERE v.uuid = ?",
}
