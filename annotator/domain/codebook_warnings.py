"""What a codebook may well lack or mistake without being broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.domain.language import tr
from annotator.domain.loose_json import Json, entries, placed, text

_ARROW = re.compile(r"→\s*([^\s,;.:()\[\]“”\"]+)")


def warnings(data: Json) -> tuple[str, ...]:
    """Sentences that begin with their place, as the problems of ``schema_file`` do.

    An assignable code has no definition; "not this when" or "use when" points to a code ("→ 042")
    that its list does not have. ``data`` is parsed JSON that may be broken.
    """
    return tuple(
        warning
        for place, code_list in entries(data, "code_lists")
        for warning in _of_list(f"{place} ({text(code_list, 'name')})", code_list)
    )


def _of_list(at: str, code_list: Json) -> Iterator[str]:
    codes = entries(code_list, "codes")
    known = {text(code, "code") for _, code in codes}
    yield from _undefined(at, codes)
    for place, code in codes:
        for key in ("use_when", "not_when"):
            for named in _ARROW.findall(text(code, key)):
                if named not in known:
                    here = f"{at}.{place} ({text(code, 'code')}).{key}"
                    yield placed(
                        here,
                        tr('it points to "{named}", which is not in this list.').format(
                            named=named
                        ),
                    )


def _undefined(at: str, codes: list[tuple[str, Json]]) -> Iterator[str]:
    """Which codes have no definition; a list without any is named once."""
    usable = [e for e in codes if e[1].get("assignable") is not False and not e[1].get("retired")]
    without = [entry for entry in usable if not text(entry[1], "definition").strip()]
    if len(without) == len(usable) > 1:
        yield placed(
            f"{at}.codes",
            tr("none of its {count:,} codes has a definition.").format(count=len(usable)),
        )
        return
    for place, code in without:
        yield placed(
            f"{at}.{place} ({text(code, 'code')})", tr("it can be given and has no definition.")
        )
