"""Where a project lies: in a folder that is synchronised, or on another computer.

Neither is forbidden. A synchronising program may copy the file in the middle of a write, or keep
two versions of it; a network may lose locks. Whoever opens the project says it once.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from annotator.domain.language import tr

# What a synchronising program leaves in the folder it watches.
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
# How such folders are called.
_NAMES = (
    (re.compile(r"Dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"OneDrive( - .+|-.+)?"), "OneDrive"),
    (re.compile(r"iCloud ?Drive|com~apple~CloudDocs|Mobile Documents", re.IGNORECASE), "iCloud"),
    (re.compile(r"Google ?Drive(-.+)?|My Drive|GoogleDrive-.+"), "Google Drive"),
    (re.compile(r"Nextcloud\d*"), "Nextcloud"),
)
_VARIABLES = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
_NETWORK = re.compile(
    r"(fuse\.)?(nfs\d?|cifs|smb\d?|smbfs|smbfs_.*|afpfs|afs|ncpfs|webdav|davfs2?|sshfs|rclone"
    r"|gvfsd-fuse|s3fs|glusterfs|ceph|lustre|beegfs|gpfs|ocfs2|9p2000\.remote)"
)


def remark(project: Path, *, environment: Mapping[str, str] | None = None) -> str:
    """One sentence about a project's folder where that is a risk, else nothing.

    To be said once for a project and computer; whoever says it remembers that.
    """
    path = project.expanduser().absolute()
    program = synchronising_program(path, os.environ if environment is None else environment)
    if program:
        return tr(
            "This project lies in a folder that {program} synchronises. A file that is"
            " synchronised while you code can be doubled or torn: keep the project in a folder of"
            " this computer, or pause {program} while you code."
        ).format(program=program)
    if network_file_system(path):
        return tr(
            "This project lies on a network drive. Connections that break, and locks that not"
            " every network keeps, can cost work: keep the project on this computer while you"
            " code, and copy it back afterwards."
        )
    return ""


def synchronising_program(path: Path, environment: Mapping[str, str]) -> str:
    """The program that synchronises the folder of a file, empty when none is recognised."""
    for variable, program in _VARIABLES.items():
        root = environment.get(variable, "")
        if root and path.is_relative_to(root):
            return program
    for folder in path.parents:
        named = next((program for name, program in _NAMES if name.fullmatch(folder.name)), "")
        if named:
            return named
    return _marked(path)


def _marked(path: Path) -> str:
    for folder in path.parents:
        for marker, program in _MARKERS.items():
            try:
                if next(folder.glob(marker), None) is not None:
                    return program
            except OSError:
                break
    return ""


def network_file_system(path: Path) -> str:
    """The kind of network file system a file lies on, empty for a local one."""
    if sys.platform == "win32":
        return _windows_drive(path)
    return mounted_kind(path, _mounts())


def mounted_kind(path: Path, mounts: str) -> str:
    """The network file system under a path in a list of mounts (``/proc/mounts``, ``mount``)."""
    found = [entry for entry in _entries(mounts) if path.is_relative_to(entry[0])]
    kind = max(found, key=lambda entry: len(entry[0].parts), default=(path, ""))[1]
    return kind if _NETWORK.fullmatch(kind) else ""


def _entries(mounts: str) -> Iterator[tuple[Path, str]]:
    for line in mounts.splitlines():
        shown = re.fullmatch(r".+ on (/.*) \(([^,)]+).*\)", line)  # macOS
        if shown:
            yield Path(shown[1]), shown[2]
            continue
        fields = line.split(" ")
        if len(fields) >= 3:
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1])
            yield Path(point), fields[2]


def _mounts() -> str:
    try:
        if sys.platform == "darwin":
            done = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False
            )
            return done.stdout
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except (OSError, subprocess.SubprocessError):
        return ""


def _windows_drive(path: Path) -> str:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on Windows only

        remote = 4  # DRIVE_REMOTE
        shared = path.drive.startswith("\\\\")
        if shared or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == remote:
            return "smb"
    return ""
