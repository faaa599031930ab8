import sys
from pathlib import Path

import pytest

from annotator.storage import location

LINUX = """sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /mnt/team nfs4 rw,vers=4.2 0 0
//nas/share /media/my\\040share cifs rw 0 0
/dev/sdb1 /mnt/team/local ext4 rw 0 0
me@host:/home /home/me/remote fuse.sshfs rw 0 0
overlay /var/lib/x overlay rw 0 0
"""
MACOS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//me@nas._smb._tcp.local/share on /Volumes/My share (smbfs, nodev, nosuid, mounted by me)
"""


@pytest.mark.parametrize(
    ("mounts", "path", "kind"),
    [
        (LINUX, "/home/me/p.db", ""),
        (LINUX, "/mnt/team/p.db", "nfs4"),
        (LINUX, "/mnt/team/local/p.db", ""),
        (LINUX, "/media/my share/p.db", "cifs"),
        (LINUX, "/home/me/remote/a/b.db", "fuse.sshfs"),
        (LINUX, "/mnt/teamwork/p.db", ""),
        (MACOS, "/Users/me/p.db", ""),
        (MACOS, "/Volumes/My share/p.db", "smbfs"),
        ("", "/p.db", ""),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there are no mounts")
def test_network_file_systems(mounts, path, kind):
    assert location.mounted_kind(Path(path), mounts) == kind


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Example University)", "Dropbox"),
        ("OneDrive - Example University", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-me@example.org/My Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_folders_called_as_programs_call_them(tmp_path, folder, program):
    path = tmp_path / folder / "deep" / "p.db"
    path.parent.mkdir(parents=True)
    assert program in location.remark(path)


@pytest.mark.parametrize(
    ("marker", "program"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_a1b2c3.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
    ],
)
def test_folders_that_a_program_watches(tmp_path, marker, program):
    (tmp_path / marker).mkdir()
    path = tmp_path / "a" / "b" / "p.db"
    path.parent.mkdir(parents=True)
    sentence = location.remark(path)
    assert sentence.count(program) == 2
    assert sentence.endswith(".")


def test_folders_that_the_environment_names(tmp_path):
    environment = {"OneDriveCommercial": str(tmp_path / "Work")}
    assert "OneDrive" in location.remark(tmp_path / "Work" / "p.db", environment=environment)
    assert location.remark(tmp_path / "Home" / "p.db", environment=environment) == ""


def test_an_ordinary_folder_needs_no_word(tmp_path):
    assert location.remark(tmp_path / "p.db") == ""
    assert location.remark(tmp_path / "missing" / "Dropboxes" / "p.db") == ""
