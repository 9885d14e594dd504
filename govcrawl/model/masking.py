"""Personal data of people who write to the government, masked before anything of it is kept.

A mobile number becomes `138****1234`, a resident ID `35*************123`, a bank card `6222************123`, a person
`张某`. Names are known by their label (留言人：张三), by the heading of their field in a table, or in a subject by the
title behind them (张三先生) or the words before (我叫张三); any other name and an address in free text stay as the site
published them.
Source: fact sheet 5.4; the masked forms are those that Yong'an (Fujian) 2022Q4 demands.
"""

import re

_DIGIT = "0-9０-９"
_LONG = re.compile(r"\d{3}[ -]?\d{4}")  # stands in each of them; most texts hold no number so long
_RESIDENT_ID = re.compile(rf"(?<![{_DIGIT}])([1-9]\d)\d{{13}}(\d{{2}}[\dXx])(?![{_DIGIT}Xx])")
_OLD_ID = re.compile(
    rf"(?<![{_DIGIT}])([1-9]\d)\d{{6}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(\d{{3}})(?![{_DIGIT}])", re.ASCII
)
_MOBILE = re.compile(rf"(?<![{_DIGIT}])(?:(?<=86)|(?<!\d))(1[3-9]\d)[ -]?\d{{4}}[ -]?(\d{{4}})(?![{_DIGIT}])")
_MOBILE_ABROAD = re.compile(r"(?<!\d)(86|0086)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_CARD = re.compile(rf"(?<![{_DIGIT}])(\d{{4}})\d{{9,12}}(\d{{3}})(?![{_DIGIT}])")

_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|南宫|长孙|宇文"
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪"
    "戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚莫庞樊兰殷翟倪庄易申"
)
_SURNAME = rf"(?:{_COMPOUND}|[{_SURNAMES}])"
_WRITER = (
    r"(?:留言|来信|写信|发信|发件|提问|咨询|投诉|举报|反映|申请|求助|联系|诉求|信件|来电|署|当事|收件)?"
    r"(?:人|者|网友|市民|群众)?(?:真实)?(?:姓名|名字|名称|昵称|称呼)|(?:留言|来信|写信|发信|发件|提问|咨询|投诉|举报|反映|申请|求助|联系|诉求)(?:人|者|网友)|网友|姓名"
)
_GAP = r"(?:\s|&nbsp;|&ensp;|&emsp;|<[^<>]{0,300}>)*"
_LABELLED = re.compile(
    rf"((?<![\u4e00-\u9fff])(?:{_WRITER}){_GAP}[:：]{_GAP})((?:{_COMPOUND})|[\u4e00-\u9fff])[\u4e00-\u9fff·]{{1,5}}(?![\u4e00-\u9fff])"
)
_LATIN = re.compile(
    rf"((?<![\u4e00-\u9fff])(?:{_WRITER}){_GAP}[:：]{_GAP})(\w)[\w.@ -]{{1,39}}(?=\s*<|\s{{2}}|$)", re.ASCII
)
_TITLED = re.compile(rf"({_SURNAME})[\u4e00-\u9fff]{{1,2}}(?=先生|女士|小姐|同志|大爷|大妈|阿姨|老人)")
_INTRODUCED = re.compile(rf"((?:我叫|我是|本人|名叫){_SURNAME})[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])")

_LINK = re.compile(r"\b(?:href|src|action|data-src)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_TELLS_NUMBER = re.compile(r"tel:|sms:|phone|mobile|tel=|sfz|idcard|id_?no|zjhm", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr\s*>", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"(<t[dh]\b[^>]*>)(.*?)(</t[dh]\s*>)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>|&nbsp;|\s+")
_HEADING = re.compile(_WRITER)
_HAN = re.compile(rf"({_COMPOUND}|[\u4e00-\u9fff])[\u4e00-\u9fff·]{{1,5}}")


def masked(text: str) -> str:
    """Return text with every resident ID, bank card and mobile number masked."""
    if not _LONG.search(text):
        return text
    text = _RESIDENT_ID.sub(r"\1*************\2", text)
    text = _OLD_ID.sub(r"\1**********\2", text)
    text = _CARD.sub(r"\1************\2", text)
    text = _MOBILE_ABROAD.sub(r"\1 \2****\3", text)
    return _MOBILE.sub(r"\1****\2", text)


def personal_numbers(text: str) -> frozenset[str]:
    """Return the mobile numbers and resident IDs in text as they are written; bank cards look like numbers of posts."""
    return frozenset(match[0] for form in (_RESIDENT_ID, _MOBILE_ABROAD, _MOBILE) for match in form.finditer(text))


def masked_subject(text: str) -> str:
    """Return the subject of a letter with numbers masked and persons as surname and 某."""
    text = _LABELLED.sub(r"\1\2某", masked(text))
    return _INTRODUCED.sub(r"\1某", _TITLED.sub(r"\1某", text))


def masked_markup(html: str) -> str:
    """Return a page of letters with numbers masked and the names of those who wrote them as surname and 某.

    Addresses of links stay, or they would lead nowhere, unless they dial or carry a number by name.
    """
    kept: list[str] = []

    def lift(match: re.Match[str]) -> str:
        if _TELLS_NUMBER.search(match[0]):
            return masked(match[0])
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    text = _LINK.sub(lift, html.replace("\x00", ""))
    text = _LATIN.sub(r"\1\2某", _LABELLED.sub(r"\1\2某", masked(_named_cells(text))))
    text = _INTRODUCED.sub(r"\1某", text)
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], text)


def _named_cells(html: str) -> str:
    """Mask the cells below a heading such as 留言人."""
    place, width = -1, 0

    def row(match: re.Match[str]) -> str:
        nonlocal place, width
        cells = _CELL.findall(match[0])
        texts = [_TAG.sub("", inner) for _, inner, _ in cells]
        heads = [number for number, text in enumerate(texts) if _HEADING.fullmatch(text)]
        if len(cells) >= 3 and heads:
            place, width = heads[0], len(cells)
            return match[0]
        if place < 0 or len(cells) != width:
            return match[0]
        numbers = iter(range(width))
        return _CELL.sub(
            lambda cell: cell[1] + (_HAN.sub(r"\1某", cell[2]) if next(numbers) == place else cell[2]) + cell[3],
            match[0],
        )

    return _ROW.sub(row, html)
