"""How articles get in and datasets get out: the only part that knows file formats."""
