"""Long work that joins files, spaCy and the project: the window and the command line run it alike.

No Qt here: progress and cancel come in as plain callables.
"""
