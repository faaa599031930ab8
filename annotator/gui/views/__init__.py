"""The panes of the window: data in by methods, wishes out by signals."""
