"""All a coder can do to a project: every op is one transaction and one undo step.

An op checks everything first and raises EditRefusedError with a sentence when it cannot be done;
nothing is changed then. It returns what changed.
"""

from annotator.storage.ops.adjudicating import (
    drop_coded_event,
    finish_adjudicated,
    take_agreed_events,
    take_coded_event,
    take_coded_values,
)
from annotator.storage.ops.articles import set_article_field
from annotator.storage.ops.choosing import choose_state
from annotator.storage.ops.codebook import keep_code, update_codebook
from annotator.storage.ops.codings import finish_coding, flag_coding, reopen_coding
from annotator.storage.ops.comments import answer_question, set_comment
from annotator.storage.ops.dictionaries import (
    change_entry,
    import_dictionary,
    learn_name,
    promote_entry,
    retire_entry,
)
from annotator.storage.ops.events import (
    create_event,
    delete_event,
    duplicate_event,
    move_event,
    set_attribute,
    set_reciprocal,
    sort_events,
)
from annotator.storage.ops.evidence import (
    add_all_of_name,
    add_evidence,
    move_mention,
    remove_evidence,
)
from annotator.storage.ops.fillers import delete_filler, fill_slot, set_value, update_dates
from annotator.storage.ops.links import link_events, unlink_events
from annotator.storage.ops.merging import (
    merge_beside,
    merge_packets,
    merge_sound,
    preview_merge,
    sound_packets,
)
from annotator.storage.ops.suggestions import reject_suggestion, restore_suggestion
from annotator.storage.ops.whole_events import as_taken, reject_event, take_event

__all__ = [
    "add_all_of_name",
    "add_evidence",
    "answer_question",
    "as_taken",
    "change_entry",
    "choose_state",
    "create_event",
    "delete_event",
    "delete_filler",
    "drop_coded_event",
    "duplicate_event",
    "fill_slot",
    "finish_adjudicated",
    "finish_coding",
    "flag_coding",
    "import_dictionary",
    "keep_code",
    "learn_name",
    "link_events",
    "merge_beside",
    "merge_packets",
    "merge_sound",
    "move_event",
    "move_mention",
    "preview_merge",
    "promote_entry",
    "reject_event",
    "reject_suggestion",
    "remove_evidence",
    "reopen_coding",
    "restore_suggestion",
    "retire_entry",
    "set_article_field",
    "set_attribute",
    "set_comment",
    "set_reciprocal",
    "set_value",
    "sort_events",
    "sound_packets",
    "take_agreed_events",
    "take_coded_event",
    "take_coded_values",
    "take_event",
    "unlink_events",
    "update_codebook",
    "update_dates",
]
