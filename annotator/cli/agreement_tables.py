"""Agreement in a plain table of values, or among anonymous coders, for people and for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeGuard

from annotator.agreement.reporting.anonymous import RoleFigures, Sentence, role_figures
from annotator.agreement.reporting.report_data import Data, estimate, figure
from annotator.agreement.reporting.table_figures import Given, TableFigures, table_figures
from annotator.cli import Outcome
from annotator.jobs.printed_page import Page


def outcome(
    file: Path, found: Sequence[Given] | Sequence[Sentence], *, level: str, seed: int
) -> Outcome:
    """The figures of a file that is no project."""
    where = {"file": str(file.resolve())}
    if _are_sentences(found):
        roles = role_figures(found, seed=seed)
        text = _of_roles(file, len(found), roles)
        data = {name: _role_data(figures) for name, figures in roles.items()}
        return Outcome(text, {**where, "sentences": len(found), "roles": data})
    fields = table_figures(_given(found), level=level, seed=seed)
    return Outcome(_of_fields(file, fields), {**where, "fields": [*map(_field_data, fields)]})


def _are_sentences(found: Sequence[Given] | Sequence[Sentence]) -> TypeGuard[Sequence[Sentence]]:
    return bool(found) and isinstance(found[0], Sentence)


def _given(found: Sequence[Given] | Sequence[Sentence]) -> list[Given]:
    return [row for row in found if isinstance(row, Given)]


def _of_fields(file: Path, fields: Sequence[TableFigures]) -> str:
    page = Page()
    page.say(f"Agreement in {file.name}")
    others = list(fields[0].others) if fields else []
    page.table(
        "Coefficients",
        (
            "field",
            "level",
            "units",
            "coders",
            "alpha",
            "95 % interval",
            *(name.replace("_", " ") for name in others),
        ),
        (
            (
                one.field or "value",
                one.level,
                f"{one.units:,}",
                str(one.coders),
                page.number(one.alpha.figure),
                page.interval(one.alpha),
                *(page.number(one.others[name]) for name in others),
            )
            for one in fields
        ),
    )
    for one in fields:
        if one.note:
            page.say(f"{one.field}: {one.note}")
    if not fields:
        page.say("No value is given in it.")
    page.tell_reasons()
    return page.text()


def _field_data(one: TableFigures) -> Data:
    return {
        "field": one.field,
        "level": one.level,
        "units": one.units,
        "coders": one.coders,
        "krippendorff_alpha": estimate(one.alpha),
        **{name: figure(other) for name, other in one.others.items()},
        **({"note": one.note} if one.note else {}),
    }


def _of_roles(file: Path, sentences: int, roles: dict[str, RoleFigures]) -> str:
    page = Page()
    page.say(f"Agreement in {file.name}: {sentences:,} sentences, coders anonymous")
    page.table(
        "Did they mark the same text? Mean over the pairs of coders of a sentence",
        ("role", "figure", "value", "95 % interval", "n", "lists of words"),
        (
            (
                name,
                called,
                page.number(found.figure),
                page.interval(found),
                f"{found.figure.n:,}",
                _lists(one) if not at else "",
            )
            for name, one in roles.items()
            for at, (called, found) in enumerate(
                (
                    ("F1 exact", one.exact),
                    ("F1 overlap", one.overlap),
                    ("uα binary", one.u_alpha),
                )
            )
        ),
    )
    page.say("Lists of words that are not found, or could be in several places, are left out.")
    page.tell_reasons()
    return page.text()


def _lists(one: RoleFigures) -> str:
    """What came of lists of words."""
    return ", ".join(f"{number:,} {found.value}" for found, number in sorted(one.lists.items()))


def _role_data(one: RoleFigures) -> Data:
    return {
        "lists": {found.value: number for found, number in sorted(one.lists.items())},
        "f1_exact": estimate(one.exact),
        "f1_overlap": estimate(one.overlap),
        "u_alpha_binary": estimate(one.u_alpha),
    }
