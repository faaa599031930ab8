"""Codebooks as workbooks: written for people to change, and read back with every problem named."""

from annotator.formats.codebook_sheets.reading import Codebook, read_codebook
from annotator.formats.codebook_sheets.wording import Wording, read_wording
from annotator.formats.codebook_sheets.writing import write_codebook

__all__ = ["Codebook", "Wording", "read_codebook", "read_wording", "write_codebook"]
