"""spaCy pipelines of our own, installed into a folder the way pip would, to misbehave on demand.

``own_pipelines`` puts them on the path of the workers that a test starts. ``odd`` is
``spacy.blank("en")`` with one component more: every capitalised word is a WHO, and a word in
capitals makes it misbehave. The others do not get past loading.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.nlp.rules import Request, Rule

RULES = (Rule("who", ("WHO",)), Rule("what", triggers=True))
ODD = Request("odd", RULES)

_ODD = r"""
import os, signal, sys, time
import spacy
from spacy.language import Language
from spacy.tokens import Span

@Language.component("odd_acts")
def acts(doc):
    words = set(doc.text.split())
    if "DIE" in words:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "EXIT" in words:
        os._exit(3)
    if "RAISE" in words:
        raise ValueError("no such\nthing")
    if "MODULES" in words:
        asked = {"PySide6", "shiboken6", "sqlite3", "pandas", "spacy"}
        raise RuntimeError(" ".join(asked & {m.partition(".")[0] for m in sys.modules}))
    if "PRINT" in words:
        print("said on standard output", flush=True)
        os.write(1, b"\x00\x00\x00\x05oops!")
        print("said on standard error", file=sys.stderr, flush=True)
    if "SLOW" in words:
        time.sleep(0.05)
    if "SLEEP" in words:
        for _ in range(600):
            time.sleep(0.1)
    doc.ents = [Span(doc, t.i, t.i + 1, label="WHO") for t in doc if t.text.istitle()]
    return doc

def load(**overrides):
    nlp = spacy.blank("en")
    nlp.add_pipe("odd_acts")
    nlp.meta["version"] = "7.1"
    return nlp
"""
_SOURCES = {
    "odd": _ODD,
    "dies_at_load": "import os\ndef load(**_): os._exit(9)\n",
    "breaks_at_load": 'def load(**_): raise OSError("[E053] Could not read\\nconfig.cfg")\n',
}


def install(folder: Path) -> None:
    """Install all of them into a folder."""
    for name, source in _SOURCES.items():
        (folder / f"{name}.py").write_text(source)
        info = folder / f"{name}-7.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 7.1\n")
        (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")


@pytest.fixture(scope="session")
def pipelines_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pipelines")
    install(folder)
    return folder


@pytest.fixture
def own_pipelines(pipelines_folder, monkeypatch):
    """Workers started in the test find the pipelines."""
    monkeypatch.setenv("PYTHONPATH", str(pipelines_folder))
    return pipelines_folder


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return not Path("/proc").is_dir()
    return state != "Z"
