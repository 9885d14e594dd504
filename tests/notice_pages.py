"""The pages of a Word file as LibreOffice makes them, to be looked at."""

import shutil
import subprocess
import tempfile
from pathlib import Path


def pdf_of(document: Path, folder: Path) -> Path:
    """Turn a Word file into a PDF in `folder`. Raises RuntimeError where LibreOffice is missing or says anything."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("soffice: not here; run deploy/packages.sh tests")
    with tempfile.TemporaryDirectory() as profile:
        command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", str(folder), str(document)]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
    said = [line for line in ended.stderr.splitlines() if "javaldx" not in line]  # a Java that it can do without
    if said or "Error" in ended.stdout:
        raise RuntimeError("\n".join([f"soffice: {document}:", ended.stdout, *said]))
    return folder / f"{document.stem}.pdf"


def texts(pdf: Path) -> list[str]:
    """The text of each page, without blanks."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return [page.replace(" ", "") for page in told.split("\f") if page.strip()]


def picture(document: Path, path: Path) -> bool:
    """Write the first page of a Word file as a PNG; False where this machine has no LibreOffice or poppler."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        return False
    with tempfile.TemporaryDirectory() as folder:
        pdf = pdf_of(document, Path(folder))
        command = ["pdftoppm", "-r", "80", "-png", "-singlefile", str(pdf), str(path.with_suffix(""))]
        subprocess.run(command, check=True)
    return True
