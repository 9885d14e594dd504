from datetime import date

import pytest

from govcrawl.errortext.detectors.personal import Personal, is_resident_id, passes_luhn, veiled
from govcrawl.model.candidate import Severity
from tests.errortext.found import in_text, rules


def identity(front: str) -> str:
    """Return seventeen digits with their check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return front + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(front, weights, strict=True)) % 11]


def card(front: str) -> str:
    """Return a number with its Luhn digit."""
    return next(front + digit for digit in "0123456789" if passes_luhn(front + digit))


SOUND = identity("11010519491231002")
CARD = card("622848000000123456")


def mobiles(count: int, before: str = "") -> str:
    return "\n".join(f"村民{number} {before}1390000{number:04}" for number in range(count))


def test_a_resident_id_is_known_by_check_digit_division_and_birth():
    assert SOUND == "11010519491231002X"
    assert is_resident_id(SOUND)
    assert not is_resident_id(SOUND[:-1] + "1")
    assert not is_resident_id(identity("91010519491231002"))  # no such division: a credit code
    assert not is_resident_id(identity("11010519491331002"))  # no such month
    assert is_resident_id(identity("11010520210705002"), date(2021, 7, 5))
    assert not is_resident_id(identity("11010520210706002"), date(2021, 7, 5))
    assert not is_resident_id(identity("11010518991231002"))


@pytest.mark.parametrize("end", ["", "，", "x", "1", "*"])
def test_of_the_long_numbers_of_a_page_the_ids_alone_are_veiled(end):
    page = f"{SOUND} 2021070512000000000012345 编号{SOUND[:-1]}1、{SOUND}{end}".encode()
    last = f"11{'#' * 13}02X{end}" if end in ("", "，") else f"{SOUND}{end}"
    shown = f"11{'#' * 13}02X 2021070512000000000012345 编号{SOUND[:-1]}1、{last}"
    assert veiled(page, date(2021, 7, 5)).decode() == shown


def test_luhn():
    assert passes_luhn("4111111111111111")
    assert not passes_luhn("4111111111111112")
    assert not passes_luhn("0000000000000000")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("resident_id", f"申请人张某，身份证号{SOUND}，住东区"),
        ("resident_id", f"申请人\t{SOUND.lower()}\t东区"),
        ("bank_card", f"补贴发放卡号：{CARD}"),
        ("mobile_list", "2021年低保对象名单公示\n" + mobiles(5)),
    ],
)
def test_each_kind_is_found_and_leaves_masked(kind, text):
    (found,) = in_text(Personal, text)
    assert rules([found]) == [kind]
    assert found.severity is Severity.PRIVACY
    shown = found.wrong + found.right + found.context
    assert "*" in found.wrong
    for number in (SOUND, SOUND.lower(), CARD, "13900000000"):
        assert number not in shown
        assert number[4:12] not in shown


def test_the_masked_forms_are_those_of_the_fact_sheet():
    assert in_text(Personal, f"身份证号{SOUND}")[0].wrong == "11*************02X"
    assert in_text(Personal, "低保名单\n" + mobiles(5))[0].wrong == "139****0000"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_an_id_is_veiled_in_the_page_that_is_kept_and_still_found_there(charset):
    day = date(2021, 7, 5)
    text = f"申请人张某，身份证丂{SOUND}，编号{SOUND[:-1]}1，住东区"
    kept = veiled(f'<a href="/{SOUND}.html">{text}</a>'.encode(charset), day).decode(charset)
    assert kept.count(SOUND) == 1  # the address
    assert f"编号{SOUND[:-1]}1" in kept
    shown = [
        [(it.id, it.wrong, it.context, it.start) for it in in_text(Personal, words)]
        for words in (text, text.replace(SOUND, "11#############02X"))
    ]
    assert shown[0] == shown[1]
    assert text.replace(SOUND, "11#############02X") in kept
    assert veiled(kept.encode(), day) == kept.encode()


def test_a_neighbouring_number_is_not_shown_half():
    other = identity("33010619800101001")
    veil = f"{other[:2]}#############{other[-3:]}"
    assert [it.context for it in in_text(Personal, f"{veil}　{SOUND}")][1:] == ["…　11*************02X"]
    for found in in_text(Personal, f"{other}　{SOUND}"):
        assert other[8:] not in found.context
        assert other[:10] not in found.context


@pytest.mark.parametrize(
    "text",
    [
        f"项目编号 {SOUND[:-1]}1",  # the check digit is wrong
        "统一社会信用代码：91330106143000000X",
        f"流水号：{CARD}",  # not said to be a card
        f"户名：东区财政局 开户行：农行 账号：{CARD}",
        f"缴纳投标保证金，账号{CARD}",
        "银行卡号 6228480000001234561",  # Luhn is wrong
        "身份证号 11**************2X，手机 139****0000",
        "联系人：李某，联系电话：13900000000",
        "低保名单\n" + mobiles(4),
        "低保政策咨询网点一览\n" + mobiles(9, "咨询电话："),
        "河长名单公示\n" + mobiles(9),
        "第13900000000号文、ISBN 9787040000000、2021070500001234",
        f"网址 http://www.dong.test/{SOUND}a",
    ],
)
def test_what_is_no_personal_data_or_is_meant_to_be_public_is_silent(text):
    assert in_text(Personal, text) == []


def test_what_a_law_may_demand_is_a_hint():
    (found,) = in_text(Personal, f"当事人身份证号{SOUND}", title="行政处罚决定书送达公告")
    assert found.severity is Severity.HINT
