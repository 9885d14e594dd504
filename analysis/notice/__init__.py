"""The notice (通报): what it says, in the office's own sentences with our figures; analysis.reports.docx writes it."""
