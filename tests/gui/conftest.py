"""What every test of the window shares."""

from tests.application import application  # noqa: F401 - for every test here
