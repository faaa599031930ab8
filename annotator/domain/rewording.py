"""A manual's or a team's own wording laid over a codebook; codes, labels and tree stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.domain.errors import SchemaError
from annotator.domain.language import tr
from annotator.domain.loose_json import placed
from annotator.domain.schema import Code, CodeList, Schema


@dataclass(frozen=True)
class WordingRow:
    """The wording of one code; what is empty stays as it is. ``place`` is where it stands."""

    place: str
    code: str
    code_list: str = ""  # may be empty where only one list knows the code
    definition: str = ""
    use_when: str = ""
    not_when: str = ""
    examples: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    reference: str = ""

    @property
    def words(self) -> Mapping[str, str | tuple[str, ...]]:
        """What it lays over, by the names of a code's fields."""
        named: dict[str, str | tuple[str, ...]] = {
            "definition": self.definition,
            "use_when": self.use_when,
            "not_when": self.not_when,
            "examples": self.examples,
            "search": self.search,
            "reference": self.reference,
        }
        return {name: words for name, words in named.items() if words}


def reword(schema: Schema, rows: Sequence[WordingRow], *, reference: str = "") -> Schema:
    """The schema with the rows' wording laid over its codes.

    ``reference`` is what a code refers to from now on when its wording changed and its row names
    no reference of its own.

    Raises:
        SchemaError: a row names no code of the schema, or one that several lists know, or a code
            is reworded twice, or no row words anything; all of it is listed.
    """
    overlay = _Overlay(schema)
    problems = tuple(problem for row in rows for problem in overlay.take(row))
    if not problems and not any(row.words for row in rows):
        problems = (
            tr("No row holds a definition, example or other wording; nothing is reworded."),
        )
    if problems:
        lines = "\n".join(f"- {problem}" for problem in problems)
        raise SchemaError(
            tr(
                "The codebook “{schema}” cannot be reworded like this. Mend it and try "
                "again.\n{lines}"
            ).format(schema=schema.title, lines=lines),
            problems=problems,
        )
    lists = tuple(_reworded(entry, overlay.rows, reference) for entry in schema.code_lists)
    return replace(schema, code_lists=lists)


@dataclass
class _Overlay:
    """Finds for each row the code that it words."""

    schema: Schema
    rows: dict[tuple[str, str], WordingRow] = field(default_factory=dict)  # by list and code

    def take(self, row: WordingRow) -> Iterator[str]:
        """Keep a row, or say what is wrong with it."""
        named = [entry for entry in self.schema.code_lists if row.code_list in ("", entry.name)]
        knowing = [entry for entry in named if entry.get(row.code)]
        if not row.code:
            yield placed(row.place, tr("it names no code."))
        elif not named:
            names = ", ".join(entry.name for entry in self.schema.code_lists)
            yield placed(
                row.place,
                tr("there is no code list “{code_list}” (known: {names}).").format(
                    code_list=row.code_list, names=names
                ),
            )
        elif not knowing:
            padded = f"0{row.code}"
            sentence = (
                tr("the code “{code}” is not in the codebook. Did you mean “{padded}”?")
                if any(entry.get(padded) for entry in named)
                else tr("the code “{code}” is not in the codebook.")
            )
            yield placed(row.place, sentence.format(code=row.code, padded=padded))
        elif len(knowing) > 1:
            names = ", ".join(entry.name for entry in knowing)
            yield (
                placed(
                    row.place,
                    tr(
                        "the code “{code}” stands in several lists ({names}); say which in a "
                        "column “list”."
                    ).format(code=row.code, names=names),
                )
            )
        else:
            yield from self._keep(knowing[0], row)

    def _keep(self, code_list: CodeList, row: WordingRow) -> Iterator[str]:
        earlier = self.rows.setdefault((code_list.name, row.code), row)
        if earlier is not row:
            yield (
                placed(
                    row.place,
                    tr(
                        "the code “{code}” is worded already ({place}); keep one of the two."
                    ).format(code=row.code, place=earlier.place),
                )
            )


def _reworded(
    code_list: CodeList, rows: Mapping[tuple[str, str], WordingRow], reference: str
) -> CodeList:
    codes = (_laid_over(c, rows.get((code_list.name, c.code)), reference) for c in code_list.codes)
    return replace(code_list, codes=tuple(codes))


def _laid_over(code: Code, row: WordingRow | None, reference: str) -> Code:
    if row is None or not row.words:
        return code
    made = replace(code, **row.words)  # type: ignore[arg-type]
    changed = any(getattr(made, name) != getattr(code, name) for name in row.words)
    if changed and reference and not row.reference:
        return replace(made, reference=reference)
    return made
