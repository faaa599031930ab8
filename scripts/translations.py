"""Collect what the program says into a file for translators, and make their file usable.

uv run python scripts/translations.py de

writes resources/translations/annotator_de.ts, what is translated already kept, and makes
annotator_de.qm from it. The file is edited with Qt Linguist or any editor for Qt's .ts files. The
window takes the language of the desktop where there is a .qm for it.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
Found = tuple[str, str]  # context, text
_WRAPPERS = {"tr", "_tr", "translated", "later"}
_SHARED = {  # the contexts of the wrappers that other modules take from these
    "annotator.domain.language": "Domain",
    "annotator.gui.views.editor_entry": "SlotEditor",
    "annotator.gui.commands.registry": "Command",
}


def main() -> int:
    """Write the file of one language and compile it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("language", help="as Qt names it: de, pt_BR, ar")
    parser.add_argument("--folder", type=Path, default=ROOT / "resources" / "translations")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    target = args.folder / f"annotator_{args.language}.ts"
    known = read(target) if target.exists() else {}
    wrong = misfits(known)
    for _, text in sorted(wrong):
        print(f"left in English, its gaps are not those of the text: {text}", file=sys.stderr)
    known = {pair: said for pair, said in known.items() if pair not in wrong}
    texts = sorted(set(collected()))
    write(target, args.language, texts, known)
    compiler = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([str(compiler), "-silent", str(target)], check=True)
    done = sum(pair in known for pair in texts)
    print(f"{target}: {len(texts)} texts, {done} translated")
    return 0


def collected() -> Iterator[Found]:
    """Every text that is shown through Qt's translation, with its context."""
    for path in sorted((ROOT / "annotator").rglob("*.py")):
        yield from _of_module(path)
    yield from _of_commands()


def misfits(known: dict[Found, str]) -> set[Found]:
    """The texts whose translation has other gaps than they have: it could not be filled in."""
    return {pair for pair, said in known.items() if _gaps(said) - _gaps(pair[1])}


def _gaps(text: str) -> set[str | None]:
    """The gaps of a text by name; ``{`` alone where braces do not go together."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


def _of_commands() -> Iterator[Found]:
    from annotator.gui import commands  # noqa: PLC0415 - after the path is set

    for command in commands.COMMANDS:
        yield from (("Command", text) for text in (command.label, command.help) if text)
    yield from (("Command", menu) for menu in commands.MENUS)


def _of_module(path: Path) -> Iterator[Found]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = _contexts(tree)
    for owner, call in _calls(tree):
        name = _name(call.func)
        if name == "translate" and len(call.args) > 1:
            context, text = _text(call.args[0]), _text(call.args[1])
        elif name == "tr" and isinstance(call.func, ast.Attribute):
            context, text = owner, _text(call.args[0])
        elif isinstance(call.func, ast.Name) and name in named and call.args:
            context, text = named[name], _text(call.args[0])
        else:
            continue
        if context and text:
            yield context, text


def _contexts(tree: ast.Module) -> dict[str, str]:
    """The context of each wrapper that a module defines or takes from elsewhere."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in _WRAPPERS:
            inner = [c for _, c in _calls(node) if _name(c.func) == "translate" and len(c.args) > 1]
            if inner:
                found[node.name] = _text(inner[0].args[0])
        elif isinstance(node, ast.ImportFrom):
            for name in {alias.name for alias in node.names} & _WRAPPERS:
                found[name] = _SHARED[node.module or ""]
    return found


def _calls(tree: ast.AST, owner: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Every call below a node, with the class it stands in."""
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.ClassDef) else owner
        if isinstance(node, ast.Call):
            yield inside, node
        yield from _calls(node, inside)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def read(path: Path) -> dict[Found, str]:
    """The translations that a file holds already."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - a file of our own
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.findtext("translation", "")
            if translation:
                found[name, message.findtext("source", "")] = translation
    return found


def write(path: Path, language: str, texts: list[Found], known: dict[Found, str]) -> None:
    """Write a file of Qt's form, what is translated already kept."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    by_context: dict[str, list[str]] = defaultdict(list)
    for context, text in texts:
        by_context[context].append(text)
    for name, sources in by_context.items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source in sources:
            message = ET.SubElement(context, "message")
            ET.SubElement(message, "source").text = source
            translation = ET.SubElement(message, "translation")
            translation.text = known.get((name, source))
            if translation.text is None:
                translation.set("type", "unfinished")
    ET.indent(root)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    sys.exit(main())
