"""The frame that all commands run in: arguments, output, errors, exit status."""

import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from annotator import __version__, cli

ANNOTATOR = [sys.executable, "-m", "annotator"]


def annotator(*arguments, **options):
    return subprocess.run(
        [*ANNOTATOR, *map(str, arguments)], capture_output=True, text=True, timeout=60, **options
    )


def run(capsys, *arguments):
    """The same without a process: (status, output, complaints)."""
    status = cli.main([str(argument) for argument in arguments])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_version_and_help(capsys):
    assert run(capsys, "--version") == (0, f"annotator {__version__}\n", "")
    status, out, err = run(capsys, "--help")
    assert (status, err) == (0, "")
    for name in cli.COMMANDS:
        assert re.search(rf"^ +{name}\b", out, re.MULTILINE)
    assert run(capsys, "new", "--help")[0] == 0


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_is_a_module_with_one_line_of_help(name):
    module = cli.load(name)
    assert module.HELP
    assert "\n" not in module.HELP
    assert not module.HELP.endswith(".")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["check"], "The following arguments are required: PROJECT.db"),
        (["check", "p.db", "--frobnicate"], "Unrecognized arguments: --frobnicate"),
        (["new", "--schema"], "Argument --schema: expected one argument"),
    ],
)
def test_a_command_line_that_is_not_understood(capsys, arguments, sentence):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"annotator: {sentence}") or sentence in err
    assert "--help” lists what can be given.\n" in err
    assert err.count("\n") == 1
    status, out, err = run(capsys, *arguments, "--json")
    assert status == 2
    assert sentence in json.loads(out)["error"]


@pytest.mark.parametrize("before", [True, False])
def test_json_is_one_object_and_nothing_else(capsys, tmp_path, before):
    path = tmp_path / "p.db"
    words = ["--json", "new", path] if before else ["new", path, "--json"]
    status, out, err = run(capsys, *words)
    assert (status, err) == (0, "")
    assert json.loads(out) == {"project": str(path), "title": "p", "schema": "cameo"}
    status, out, err = run(capsys, *words)
    assert status == 2
    assert json.loads(out) == {
        "error": f"“{path}” exists already. Choose another name; it was not touched."
    }
    assert err == f"annotator: {json.loads(out)['error']}\n"


SCRIPT = """
import sys, types
from annotator import cli
module = types.ModuleType("annotator.cli.trial")
module.HELP = "a trial"
module.add_arguments = lambda parser: None
exec(sys.stdin.read(), module.__dict__)
sys.modules["annotator.cli.trial"] = module
module.__spec__ = __import__("importlib.machinery", fromlist=["x"]).ModuleSpec("trial", None)
cli.COMMANDS = {"trial": "trial"}
sys.exit(cli.main(sys.argv[1:]))
"""


def trial(body, *arguments, **options):
    """Run the frame around a command that is made up."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, "trial", *arguments],
        input=body,
        capture_output=True,
        text=True,
        timeout=60,
        **options,
    )


def test_what_a_command_prints_by_the_way_is_not_in_the_json():
    body = """
from annotator.cli import Outcome
def run(args):
    print("chatter")
    return Outcome("done", {"n": 1})
"""
    done = trial(body, "--json")
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, {"n": 1}, "chatter\n")
    assert trial(body).stdout == "chatter\ndone\n"


def test_a_bug_is_a_sentence_not_a_traceback():
    body = "def run(args):\n    return 1 / 0\n"
    done = trial(body)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(
        "annotator: A mistake in the program stopped it (ZeroDivisionError"
    )
    assert "Traceback" not in done.stderr
    told = trial(body, env={**os.environ, "ANNOTATOR_LOG": "debug"})
    assert "Traceback" in told.stderr


def test_what_the_system_refuses_is_a_sentence():
    done = trial("def run(args):\n    open('/nowhere/at/all')\n", "--json")
    assert done.returncode == 2
    assert "No such file or directory (/nowhere/at/all)" in json.loads(done.stdout)["error"]


def test_a_status_of_its_own_comes_with_a_sentence():
    body = """
from annotator.cli import Outcome
def run(args):
    return Outcome("seven things", {"n": 7}, 2, "It is not sound.")
"""
    done = trial(body)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "seven things\n",
        "annotator: It is not sound.\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="another signal there")
def test_interrupted_it_says_nothing():
    body = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
def run(args):
    print("going", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "trial"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdin.write(body)
        process.stdin.close()
        assert process.stdout.readline() == "going\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr.read() == ""


@pytest.mark.skipif(os.name == "nt", reason="another error there")
def test_a_reader_that_goes_away_is_no_error():
    body = """
from annotator.cli import Outcome
def run(args):
    return Outcome("line\\n" * 1_000_000)
"""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "trial"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdin.write(body)
        process.stdin.close()
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(20) == 141
        assert process.stderr.read() == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")  # noqa: PTH110
def test_output_onto_a_full_disk():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [*ANNOTATOR, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_output_that_the_terminal_cannot_show(tmp_path):
    path = tmp_path / "日本.db"
    done = subprocess.run(
        [*ANNOTATOR, "new", str(path)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert b"\\u65e5\\u672c.db" in done.stdout


def test_a_command_loads_no_other():
    script = (
        "import sys; from annotator import cli; cli.load('check');"
        "print(sorted(m for m in sys.modules if m.startswith('annotator.cli.')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "['annotator.cli.check', 'annotator.cli.progress']"


HEAVY = {
    "pandas",
    "numpy",
    "sqlite_utils",
    "pydantic",
    "spacy",
    "openpyxl",
    "rich",
    "PySide6",
    "dateparser",
}


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_module_is_light(name):
    script = (
        f"import sys; from annotator import cli; cli.load({name!r});"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_progress_is_shown_on_a_terminal_only():
    script = (
        "import sys; from annotator.cli.progress import progress\n"
        "with progress('Working', total=3) as meter:\n"
        "    meter.advance(); meter.reach(2, 3)\n"
        "print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")
    pty = pytest.importorskip("pty")
    parent, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=child, text=True
    ) as process:
        os.close(child)
        out, _ = process.communicate(timeout=30)
    time.sleep(0.1)
    shown = os.read(parent, 65536).decode()
    os.close(parent)
    assert out == "True\n"
    assert "Working" in shown


def test_commands_are_looked_up_by_name():
    for module in cli.COMMANDS.values():
        assert importlib.util.find_spec(f"annotator.cli.{module}") is not None
