"""Datasets as files: written beside their target, read back cell by cell, then renamed."""
