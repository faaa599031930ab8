"""Where a project is kept: one SQLite file, its journal, lock, copies, and every read and edit."""
