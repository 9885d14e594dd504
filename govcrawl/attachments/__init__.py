"""Attached files to text: pdf, docx, xlsx, xls, legacy doc. A file that cannot be read is not observed, with a reason.

`read_attachment` reads in a process of its own, bounded in time and memory: a hostile file costs nothing but itself.
"""

from govcrawl.attachments.reading import AttachmentRead, read_attachment

__all__ = ["AttachmentRead", "read_attachment"]
