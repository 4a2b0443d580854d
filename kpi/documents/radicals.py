"""Radicals that stand for characters: browsers print 一 as U+2F00 where a font has only the radical."""

from __future__ import annotations

from unicodedata import normalize

# Those of the supplement that Unicode does not map itself; the simplified ones that fonts swap (UAX #38).
_SUPPLEMENT = dict(
    zip(
        "⺀⺁⺄⺆⺇⺈⺊⺋⺌⺍⺎⺑⺕⺗⺙⺜⺝⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺳⺴⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "冫厂乙冂几刀卜㔾小小兀尢彐心攴日月母民氵水灬爪爫丬犭王疋目示礻竹糹纟罓罒罒羊羊耂耂聿月臼艹艹艹虎衤覀西见角讠贝足车辶辶辶阝钅长镸长门阜阝雨青韦页风飞食飠饣饣马骨鬼鱼鸟卤麦黄黾齐齐齿歯龙龙龟亀龟",
        strict=True,
    )
)
_RADICALS = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_TABLE = _RADICALS | {ord(radical): character for radical, character in _SUPPLEMENT.items()}


def unified(text: str) -> str:
    """The text with radicals as the characters they look like; as long as before."""
    return text.translate(_TABLE)
