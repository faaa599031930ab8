"""The rules of coding: plain data and functions, no database, no window, no spaCy."""
