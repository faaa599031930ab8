"""The ends of a coding's chain of states in this file, and how a state that arrives joins them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace

from annotator.storage.coding_content import Content, own_work, read_content, text_of_content
from annotator.storage.coding_states import State, newest_edit, past_text, state_of
from annotator.storage.ops.restoring import Known, restore
from annotator.storage.project import EditInProgress


@dataclass(frozen=True, slots=True)
class Tip:
    """An end of a chain: a state that no other one knows, with the coding as it is in it."""

    state: State
    content: Content


@dataclass(frozen=True, slots=True)
class Chain:
    """All this file knows of a coding: its present state, other ends, and what came before."""

    coding_id: int
    present: Tip
    others: tuple[Tip, ...]  # ends in conflict with the present one
    earlier: frozenset[str]

    @property
    def tips(self) -> tuple[Tip, ...]:
        """Every end, the present one first."""
        return (self.present, *self.others)

    @property
    def known(self) -> frozenset[str]:
        """Every state that has been seen here."""
        return self.earlier.union(*(tip.state.known for tip in self.tips))


def read_chain(connection: sqlite3.Connection, coding_id: int) -> Chain:
    """The chain of a coding as this file has it."""
    rows = connection.execute(
        "SELECT state, past, made_at, content, standing FROM coding_state"
        " WHERE coding_id = ? AND standing <> 'live' ORDER BY state",
        (coding_id,),
    ).fetchall()
    states = [(State(r[0], frozenset(json.loads(r[1])), r[2]), r[3], r[4]) for r in rows]
    return Chain(
        coding_id,
        Tip(state_of(connection, coding_id), read_content(connection, coding_id)),
        tuple(Tip(state, json.loads(text)) for state, text, how in states if how == "conflict"),
        frozenset().union(*(state.known for state, _, how in states if how == "earlier")),
    )


def begin_chain(edit: EditInProgress, known: Known, tip: Tip, *, packet_id: int | None) -> int:
    """Let a coding that arrived begin, and return its id."""
    coding_id = restore(edit, known, tip.content, coding_id=None, revision=tip.state.name)
    _write_present(edit, coding_id, tip.state, packet_id)
    return coding_id


def join(
    edit: EditInProgress, known: Known, chain: Chain, arrived: Tip, *, packet_id: int | None
) -> bool:
    """Let a state that this file has not seen join the chain; whether it ends in conflict.

    States that it knows become earlier ones. Of the ends that are left, the one made last is the
    present one, so that the result does not depend on the order in which files arrive. Two ends
    with the same work are one.
    """
    over = [tip for tip in chain.tips if tip.state.name in arrived.state.known]
    rest = [tip for tip in chain.tips if tip not in over]
    work = own_work(arrived.content)
    for twin in [tip for tip in rest if own_work(tip.content) == work]:
        arrived = replace(arrived, state=_united(arrived.state, twin.state))
        over.append(twin)
        rest.remove(twin)
    settle(edit, known, chain, over=over, ends=[*rest, arrived], packet_id=packet_id)
    return bool(rest)


def settle(
    edit: EditInProgress,
    known: Known,
    chain: Chain,
    *,
    over: list[Tip],
    ends: list[Tip],
    packet_id: int | None = None,
) -> None:
    """Let ``ends`` be the ends of a chain, the last made of them the present one."""
    present = max(ends, key=lambda tip: tip.state.order)
    kept = [tip for tip in (*chain.tips, *ends) if tip.state.name != present.state.name]
    demoted = {tip.state.name: tip for tip in kept}
    _forget_present(edit, chain.coding_id)
    for name, tip in demoted.items():
        standing = "earlier" if any(name == t.state.name for t in over) else "conflict"
        _write_kept(edit, chain.coding_id, tip, standing, packet_id)
    _drop(edit, chain.coding_id, present.state.name)
    if present.state.name != chain.present.state.name or present not in chain.tips:
        restore(
            edit,
            known,
            present.content,
            coding_id=chain.coding_id,
            revision=present.state.name,
        )
    _write_present(edit, chain.coding_id, present.state, packet_id)


def _united(one: State, other: State) -> State:
    """The state of two that hold the same work: the later one, knowing what both know."""
    later = max(one, other, key=lambda state: state.order)
    return State(later.name, (one.known | other.known) - {later.name}, later.made_at)


def _row(edit: EditInProgress, coding_id: int, state: str) -> int | None:
    row = edit.connection.execute(
        "SELECT id FROM coding_state WHERE coding_id = ? AND state = ?", (coding_id, state)
    ).fetchone()
    return None if row is None else int(row[0])


def _forget_present(edit: EditInProgress, coding_id: int) -> None:
    rows = edit.connection.execute(
        "SELECT id FROM coding_state WHERE coding_id = ? AND standing = 'live'", (coding_id,)
    ).fetchall()
    for (row_id,) in rows:
        edit.delete("coding_state", row_id)


def _drop(edit: EditInProgress, coding_id: int, state: str) -> None:
    row_id = _row(edit, coding_id, state)
    if row_id is not None:
        edit.delete("coding_state", row_id)


def _write_kept(
    edit: EditInProgress, coding_id: int, tip: Tip, standing: str, packet_id: int | None
) -> None:
    row_id = _row(edit, coding_id, tip.state.name)
    if row_id is not None:
        edit.update("coding_state", row_id, standing=standing)
        return
    edit.insert(
        "coding_state",
        coding_id=coding_id,
        state=tip.state.name,
        standing=standing,
        past=past_text(tip.state),
        content=text_of_content(_with_links(edit, tip.content)),
        made_at=tip.state.made_at,
        edit_id=newest_edit(edit.connection),
        packet_id=packet_id,
    )


def _with_links(edit: EditInProgress, content: Content) -> Content:
    """A content with the links that went when the other article's coding was replaced."""
    own = {event["uuid"] for event in content["events"]}
    links = {link[0]: link for link in content["links"]}
    rows = edit.connection.execute(
        "SELECT content FROM coding_state WHERE standing = 'conflict'"
        """ AND content NOT LIKE '%"links": []%'"""
    ).fetchall()
    for (text,) in rows if own else ():
        for link in json.loads(text)["links"]:
            if own & {link[1], link[2]}:
                links.setdefault(link[0], link)
    return {**content, "links": [links[uuid] for uuid in sorted(links)]}


def _write_present(
    edit: EditInProgress, coding_id: int, state: State, packet_id: int | None
) -> None:
    edit.insert(
        "coding_state",
        coding_id=coding_id,
        state=state.name,
        standing="live",
        past=past_text(state),
        made_at=state.made_at,
        edit_id=newest_edit(edit.connection),
        packet_id=packet_id,
    )
