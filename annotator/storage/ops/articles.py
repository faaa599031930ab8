"""What is known of an article beside its text, corrected."""

from __future__ import annotations

import datetime as dt

from annotator.domain.changes import Changes, Kind, Op
from annotator.domain.errors import EditRefusedError
from annotator.domain.events import Desk
from annotator.domain.language import tr
from annotator.storage.ops.codings import report
from annotator.storage.ops.values import one_line
from annotator.storage.project import Project

_FIELDS = {
    "title": "title",
    "source": "source",
    "published": "publication date",
    "url": "address",
    "language": "language",
}


def set_article_field(
    project: Project, desk: Desk, article_id: int, field: str, value: str | dt.date | None
) -> Changes:
    """Correct what is known of an article, for everybody who codes it.

    A new publication date changes no value that is coded: ``reads.dates_to_review`` lists those
    that would be read differently now, ``update_dates`` changes them.

    ``field`` is title, source, published, url or language; ``value`` is a day or None for
    ``published``, else one line of text.

    Raises:
        EditRefusedError: an unknown field, no title, or a value of the wrong kind.
    """
    stored = _stored(field, value)
    known = project.connection.execute(
        f"SELECT {field} FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    if known is None:
        raise EditRefusedError(tr("This article no longer exists. Nothing was changed."))
    label = f"set {_FIELDS[field]}"
    with project.transact(Op.SET_ARTICLE_FIELD, label, desk=desk) as edit:
        edit.article_id = article_id
        edit.kinds.add(Kind.ARTICLE)
        if field == "published":
            edit.kinds.add(Kind.SUGGESTION)  # dates are read against it
        if known[0] != stored:
            edit.update("article", article_id, **{field: stored})
    return report(edit)


def _stored(field: str, value: str | dt.date | None) -> str | None:
    if field not in _FIELDS:
        raise EditRefusedError(
            tr(
                "“{field}” of an article cannot be corrected, only its {fields}. Nothing "
                "was changed."
            ).format(field=field, fields=", ".join(_FIELDS.values()))
        )
    if field == "published":
        if value is None:
            return None
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise EditRefusedError(
                tr(
                    "“{value}” is not a day: give the publication date as year-month-day. "
                    "Nothing was changed."
                ).format(value=value)
            )
        return value.isoformat()
    line = one_line(value) if isinstance(value, str) else ""
    if field == "title" and not line:
        raise EditRefusedError(tr("An article needs a title. Nothing was changed."))
    return line
