"""What one edit changed: the one value that goes up from storage to the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    """Everything a user can do to a project; the value is stored in the journal."""

    CREATE_EVENT = "create_event"
    DUPLICATE_EVENT = "duplicate_event"
    DELETE_EVENT = "delete_event"
    MOVE_EVENT = "move_event"
    SORT_EVENTS = "sort_events"
    LINK_EVENTS = "link_events"
    UNLINK_EVENTS = "unlink_events"
    FILL_SLOT = "fill_slot"
    ACCEPT_SUGGESTION = "accept_suggestion"
    REJECT_SUGGESTION = "reject_suggestion"
    RESTORE_SUGGESTION = "restore_suggestion"
    TAKE_EVENT = "take_event"
    REJECT_EVENT = "reject_event"
    SET_VALUE = "set_value"
    DELETE_FILLER = "delete_filler"
    ADD_EVIDENCE = "add_evidence"
    REMOVE_EVIDENCE = "remove_evidence"
    MOVE_MENTION = "move_mention"
    SET_RECIPROCAL = "set_reciprocal"
    SET_ATTRIBUTE = "set_attribute"
    FINISH_CODING = "finish_coding"
    REOPEN_CODING = "reopen_coding"
    FLAG_CODING = "flag_coding"
    SET_COMMENT = "set_comment"
    ANSWER_QUESTION = "answer_question"
    SET_ARTICLE_FIELD = "set_article_field"
    UPDATE_DATES = "update_dates"
    UPDATE_CODEBOOK = "update_codebook"
    KEEP_CODE = "keep_code"
    LEARN_NAME = "learn_name"
    CHANGE_ENTRY = "change_entry"
    RETIRE_ENTRY = "retire_entry"
    PROMOTE_ENTRY = "promote_entry"
    IMPORT_DICTIONARY = "import_dictionary"
    ASSIGN_ARTICLES = "assign_articles"
    MERGE_PACKETS = "merge_packets"
    CHOOSE_STATE = "choose_state"
    TAKE_CODED_EVENT = "take_coded_event"
    TAKE_CODED_VALUES = "take_coded_values"
    DROP_CODED_EVENT = "drop_coded_event"


class Kind(StrEnum):
    """Which part of a project an edit touched; a view rereads what it shows of these."""

    ARTICLE = "article"
    CODING = "coding"
    EVENT = "event"
    SUGGESTION = "suggestion"
    COMMENT = "comment"
    CODEBOOK = "codebook"
    CODEBOOK_REVIEW = "codebook_review"  # which codes are to be looked at again
    DICTIONARY = "dictionary"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True, slots=True)
class Changes:
    """The report of one edit, undo or redo.

    ``op`` and ``label`` name it ("fill Source"); ``article_id`` says where; ``event_id`` and
    ``filler_id`` are what a view should put into focus, None where there is nothing to focus.
    """

    op: Op
    label: str
    kinds: frozenset[Kind]
    article_id: int | None = None
    event_id: int | None = None
    filler_id: int | None = None
    edit_id: int = 0


@dataclass(frozen=True, slots=True)
class UndoState:
    """What undo and redo would do now, by the labels of their edits (None: nothing)."""

    undo: str | None = None
    redo: str | None = None
