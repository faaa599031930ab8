"""Bugs, killed workers and hard crashes: said in words, the work kept, a report without text."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from annotator.gui import crash, last_run
from annotator.jobs.importing import import_paths
from annotator.resources import resource
from annotator.storage.project import open_project
from tests.journeys.driver import make_project

ROOT = Path(__file__).parents[2]
TEXT = "Niger’s military rulers"  # words of the article that a report must not hold

# The real program in a process of its own. A script is run beside its event loop, once the first
# article is open or the start page is shown.
PROGRAM = """
import sys, types
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from annotator.gui import app
from annotator.gui.picture import settle

project = Path(sys.argv[1]) if sys.argv[1] else None

def press(*keys):
    for written in keys:
        key = QKeySequence(written)[0]
        QTest.keyClick(QApplication.focusWidget(), key.key(), key.keyboardModifiers())
        QApplication.processEvents()

def window():
    return next(w for w in QApplication.topLevelWidgets() if hasattr(w, "project_actions"))

def tell(*words):
    print(*words, flush=True)

def wait(until):
    for _ in range(4000):
        if until():
            return
        settle(20)  # an event loop lets other threads run, QTest's waiting does not
    tell("waited in vain")
    window().close()

def begin():
    if not QApplication.topLevelWidgets():
        return QTimer.singleShot(20, begin)
    win = window()
    win.activateWindow()
    QTest.qWaitForWindowActive(win, 5000)
    if project is not None:
        wait(lambda: win.page is not None and win.page.session.article is not None)
        if "active time" in win.page.banner.text:  # said at a first sitting
            win.page.banner.hide()
    exec(sys.argv[2], globals() | {"win": win, "page": win.page})

application = app.make_application()
QTimer.singleShot(0, begin)
sys.exit(app.run_window(project, coder="ann" if project else ""))
"""


@pytest.fixture
def program(tmp_path):
    """Run the program with a script; its lines and its exit status come back."""
    folders = {
        name: str(tmp_path / name.lower())
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    }

    def run(script: str, project: Path | None = None) -> tuple[list[str], int, str]:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(project or ""), script],
            cwd=ROOT,
            env={**os.environ, **folders},
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.stdout.splitlines(), done.returncode, done.stderr

    run.folders = folders
    run.runs = Path(folders["XDG_CONFIG_HOME"]) / "annotator" / "runs"
    return run


@pytest.fixture(scope="module")
def _pact(tmp_path_factory):
    path = tmp_path_factory.mktemp("crash") / "pact.db"
    make_project(path, resource("sample", "04-niger-mali-pact.txt"), highlight=False)
    with open_project(path) as project:
        import_paths(project, [resource("sample", "06-convoy-ansongo.txt")])
    return path


@pytest.fixture
def project(_pact, tmp_path):
    path = tmp_path / "pact.db"
    path.write_bytes(_pact.read_bytes())
    return path


def events_in(path: Path) -> int:
    with open_project(path, read_only=True) as opened:
        return opened.connection.execute("SELECT count(*) FROM event").fetchone()[0]


SAID = "tell(page.banner.isVisible(), page.banner.text)\n"
COPIED = "win.run_command('help.copy_report'); tell(QGuiApplication.clipboard().text())\n"


def test_a_bug_while_coding_is_said_and_coding_goes_on(program, project):
    script = (
        "press('N')\n"
        "def broken(*_):\n"
        "    raise ValueError(page.session.article.text)\n"
        "page.article_pane.suggestion_focused.connect(broken)\n"
        "page.article_pane.suggestion_focused.emit()\n"
        f"{SAID}{COPIED}"
        "page.article_pane.suggestion_focused.disconnect(broken)\n"
        "press('N')\n"
        "win.close()\n"
    )
    lines, status, _ = program(script, project)
    assert status == 0
    assert lines[0].startswith("True Something went wrong in the program (ValueError)")
    copied = "\n".join(lines[1:])
    assert copied.startswith("annotator ")
    assert copied.rstrip().endswith("ValueError")
    assert "broken" in copied
    assert TEXT not in copied
    assert str(project.parent) not in copied
    assert events_in(project) == 2


def test_a_bug_met_again_and_again_is_one_message(program, project):
    script = (
        "def broken(*_):\n"
        "    raise RuntimeError\n"
        "page.article_pane.suggestion_focused.connect(broken)\n"
        "for _ in range(3):\n"
        "    page.article_pane.suggestion_focused.emit()\n"
        "first = page.banner._buttons[0]\n"
        "page.article_pane.suggestion_focused.emit()\n"
        "tell(page.banner._buttons[0] is first)\n"
        "win.close()\n"
    )
    assert program(script, project)[0] == ["True"]


def test_a_bug_beside_the_window_is_said(program, project):
    script = (
        "from annotator.gui import crash, tasks\n"
        "def work(task):\n"
        "    return {}[page.session.article.text]\n"
        "task = tasks.Task(work, parent=win)\n"
        "task.failed.connect(crash.hand_on)\n"
        "task.start()\n"
        "wait(page.banner.isVisible)\n"
        f"{SAID}{COPIED}"
        "press('N')\n"
        "win.close()\n"
    )
    lines, status, _ = program(script, project)
    assert status == 0
    assert lines[0].startswith("True Something went wrong in the program (KeyError)")
    copied = "\n".join(lines[1:])
    assert "in work" in copied
    assert "annotator/gui/tasks.py" in copied
    assert TEXT not in copied
    assert events_in(project) == 1


def test_a_killed_worker_is_said_quietly_and_coding_goes_on(program, project):
    script = (
        "import os, signal\n"
        "wait(lambda: page.session.suggestions)\n"
        "pid = win.sitting.highlighter._supervisor.pid\n"
        "os.kill(pid, signal.SIGKILL)\n"
        "press('N')\n"
        "press('Ctrl+PgDown')\n"
        # the article that it died on, if it was reading one, is named and has no suggestions
        "wait(lambda: page.session.suggestions or '“' in page.status_line.pipeline_text)\n"
        "tell(page.status_line.pipeline_text[:11], page.banner.isVisible())\n"
        "press('N')\n"
        "win.close()\n"
    )
    lines, status, _ = program(script, project)
    assert (lines, status) == (["suggestions False"], 0)
    assert events_in(project) == 2


def test_a_bug_before_the_window_is_shown_with_its_report(program):
    script = "tell('a window')"
    broken = PROGRAM.replace(
        "application = app.make_application()",
        "application = app.make_application()\n"
        "def broken(*_):\n"
        "    raise ValueError('words of an article')\n"
        "app.MainWindow.apply_look = broken\n"
        "def look():\n"
        "    dialogs = [w for w in QApplication.topLevelWidgets() if hasattr(w, 'report')]\n"
        "    if not dialogs:\n"
        "        return QTimer.singleShot(20, look)\n"
        "    tell(dialogs[0].report)\n"
        "    dialogs[0].close()\n"
        "QTimer.singleShot(0, look)\n",
    ).replace("QTimer.singleShot(0, begin)", "")
    done = subprocess.run(
        [sys.executable, "-c", broken, "", script],
        cwd=ROOT,
        env={**os.environ, **program.folders},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("The window could not open: something is wrong")
    assert "in broken" in done.stdout
    assert "words of an article" not in done.stdout
    assert list(program.runs.iterdir()) == []


@pytest.mark.parametrize(
    "how",
    ["os.kill(os.getpid(), signal.SIGSEGV)", pytest.param("os.abort()", marks=pytest.mark.slow)],
)
def test_a_hard_crash_is_said_once_at_the_next_start(program, project, how):
    script = f"import os, signal\npress('N')\nopen_text = page.session.article.text\n{how}\n"
    _, status, _ = program(script, project)
    assert status < 0
    (log,) = program.runs.glob("*.log")
    assert TEXT not in log.read_text(encoding="utf-8")
    lines, status, _ = program(f"{SAID}{COPIED}win.close()", project)
    assert status == 0
    assert lines[0].startswith("True The program ended unexpectedly on ")
    assert lines[0].endswith("Every edit shown as saved is there.")
    copied = "\n".join(lines[1:])
    assert "Fatal Python error" in copied
    assert 'File "annotator/gui/app.py"' in copied
    assert TEXT not in copied
    assert str(ROOT) not in copied
    assert events_in(project) == 1
    assert list(program.runs.iterdir()) == []
    assert program(f"{SAID}win.close()", project)[0] == ["False "]


def test_a_crash_is_said_on_the_start_page_too(program):
    program("import os\nos.abort()")
    said = (
        "tell(win.start_page.problem)\n"
        "tell(win.start_page._report.isVisible())\n"
        "win.start_page._report.click()\n"
        "tell('Fatal' in QGuiApplication.clipboard().text())\n"
        "win.close()"
    )
    lines, _, _ = program(said)
    assert lines[0].startswith("The program ended unexpectedly on ")
    assert lines[1:] == ["True", "True"]


def test_a_run_that_goes_on_is_no_crash(program, tmp_path):
    folder = tmp_path / "settings"
    running = last_run.Run(folder)
    try:
        code = (
            "import sys; from pathlib import Path; from annotator.gui import last_run\n"
            "print(last_run.unexpected_end(Path(sys.argv[1])))"
        )
        command = [sys.executable, "-c", code, str(folder)]
        other = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert other.stdout.strip() == "None"
        assert len(list((folder / "runs").glob("*.log"))) == 1
    finally:
        running.end()
    assert list((folder / "runs").iterdir()) == []


def test_a_folder_that_cannot_be_written_to_does_no_harm(tmp_path):
    (tmp_path / "runs").write_text("in the way")
    running = last_run.Run(tmp_path)
    running.end()
    assert last_run.unexpected_end(tmp_path) is None


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGTERM on this system")
def test_asked_to_end_by_the_system_it_closes_as_by_the_mouse(program, project):
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(project), "press('N'); tell('ready')"],
        cwd=ROOT,
        env={**os.environ, **program.folders},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline().strip() == "ready"
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert not psutil.pid_exists(process.pid)
    assert list(program.runs.iterdir()) == []
    assert events_in(project) == 1


def test_a_report_says_where_and_never_what():
    try:
        try:
            _ = {}[TEXT]
        except KeyError as error:
            raise ValueError(TEXT) from error
    except ValueError as error:
        report = crash.report(error)
    assert "KeyError\nthen\n" in report
    assert report.strip().endswith("ValueError")
    assert TEXT not in report


@pytest.mark.parametrize(
    ("filename", "shown"),
    [
        ("/home/ann/annotator/annotator/gui/app.py", "annotator/gui/app.py"),
        ("C:\\Users\\Ann\\lib\\site-packages\\annotator\\log.py", "annotator/log.py"),
        ("/usr/lib/python3/site-packages/spacy/language.py", "spacy/language.py"),
        ("/usr/lib/python3.11/threading.py", "threading.py"),
        ("<string>", "<string>"),
    ],
)
def test_a_report_names_no_folder_of_this_machine(filename, shown):
    assert crash.inside(filename) == shown
