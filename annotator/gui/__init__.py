"""What a coder sees: the window, its panes and dialogs; the only part that knows Qt."""
