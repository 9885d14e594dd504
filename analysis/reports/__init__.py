"""Writers of workbook, notice and page."""
