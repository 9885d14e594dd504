"""Files of every form, sound, locked and broken: text or a reason, and never more than the limits."""

import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import docx
import pytest
import xlsxwriter

from govcrawl.attachments import read_attachment
from govcrawl.attachments.forms import text_of
from govcrawl.attachments.unread import UnreadError
from govcrawl.errortext import ExaminedText, examine

FILES = Path(__file__).parents[1] / "fixtures" / "attachments"
SOUND = "11010519491231002X"


def written_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("附件：2021年低保对象名单")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "张某", SOUND
    document.add_paragraph("表后的说明")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written_xlsx() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        first, second = book.add_worksheet("一"), book.add_worksheet("二")
        first.write_row(0, 0, ["姓名", "手机"])
        first.write_row(1, 0, ["张某", 13900000000])
        second.write_row(0, 0, ["李某", SOUND])
    return buffer.getvalue()


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def test_each_form_gives_its_text_line_by_line():
    assert text_of(written_docx()).split("\n") == ["附件：2021年低保对象名单", f"张某\t{SOUND}", "表后的说明"]
    assert text_of(written_xlsx()).split("\n") == ["姓名\t手机", "张某\t13900000000", f"李某\t{SOUND}"]
    assert text_of(file("list.xls")).split("\n") == ["姓名\t身份证号\t村", f"张某\t{SOUND}\t东村", "李某\t无\t西村"]
    lines = text_of(file("list.doc")).strip().split("\n")
    assert lines == [
        "附件：2021年低保对象名单",
        f"申请人张某，身份证号{SOUND}，请按步就班落实。",
        "姓名\t村",
        "李某\t东村",
    ]
    assert "请按步就班落实" in text_of(file("list.pdf"))


def encrypted_doc() -> bytes:
    body = bytearray(file("list.doc"))
    body[body.index(b"\xec\xa5") + 0x0B] |= 0x01  # fEncrypted of the FIB
    return bytes(body)


def encrypted_package() -> bytes:
    """Return a container as a locked docx or xlsx is: the stream has another name."""
    body = file("list.doc")
    entry = "WordDocument".encode("utf-16-le")
    at = body.index(entry)
    name = "EncryptedPackage".encode("utf-16-le")
    return body[:at] + name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + body[at + 66 :]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "unknown_form"),
        (b"GIF89a", "unknown_form"),
        (file("locked.pdf"), "encrypted"),
        (file("list.pdf")[:300], "broken_file"),
        (b"%PDF-1.4 nothing", "broken_file"),
        (encrypted_doc(), "encrypted"),
        (encrypted_package(), "encrypted"),
        (file("list.doc")[:3_000], "broken_file"),
        (written_docx()[:2_000], "broken_file"),
        (written_xlsx()[:-400], "broken_file"),
    ],
)
def test_what_cannot_be_read_says_why(body, reason):
    with pytest.raises(UnreadError) as caught:
        text_of(body)
    assert caught.value.reason == reason


def test_a_zip_of_something_else_is_no_form_of_ours():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        zipped.writestr("OFD.xml", "<ofd/>")
    with pytest.raises(UnreadError, match="unknown_form"):
        text_of(buffer.getvalue())


def test_no_cut_of_a_file_does_more_than_say_so():
    whole = file("list.doc")
    for end in range(0, len(whole), 517):
        for body in (whole[:end], whole[:end] + b"\xff" * 64 + whole[end + 64 :]):
            with suppress(UnreadError):
                text_of(body)


@pytest.mark.slow
def test_files_are_read_in_a_process_with_limits():
    assert read_attachment(file("list.xls")).text.startswith("姓名\t身份证号")
    assert read_attachment(file("locked.pdf")).reason == "encrypted"
    assert read_attachment(b"%PDF" + b"\0" * (20 * 1024 * 1024)).reason == "too_large"


@pytest.mark.slow
def test_a_bomb_ends_at_its_limit():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        zipped.writestr("word/document.xml", b" " * (300 * 1024 * 1024))
    assert len(buffer.getvalue()) < 1024 * 1024
    assert read_attachment(buffer.getvalue(), memory=320 * 1024 * 1024).reason in ("parse_limit", "broken_file")


def test_the_text_of_a_file_is_examined_and_leaves_masked():
    text = text_of(file("list.doc"))
    found = {candidate.rule: candidate for candidate in examine(ExaminedText(text, date(2021, 7, 5)))}
    assert found["personal/resident_id"].wrong == "11*************02X"
    assert any(candidate.wrong == "按步就班" for candidate in found.values())
    assert SOUND not in str(found)
