"""Which font stands in for Times New Roman on this machine, and whether it has every Vietnamese letter."""

import shutil
import subprocess

from models.errors import Unavailable

FONT = "Times New Roman"
_FITTING = frozenset({FONT, "Liberation Serif", "Tinos"})
"""Families whose letters are as wide as those of Times New Roman, so that lines break as in Word."""
_LETTERS = "ẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẾếỀềỂểỄễỆệỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹĐđ“”–"
"""Letters that older fonts lack; a page that uses one would fall back to another font."""
_REMEDY = "cài gói fonts-liberation2 (bản fonts-liberation cũ thiếu chữ tiếng Việt hai dấu), rồi thử lại."


class FontsUnfit(Unavailable):
    """PDFs would not look as in Word: no font of the right widths with all Vietnamese letters."""

    code = "fonts-unfit"


def check_fonts() -> str:
    """Return the family that stands in for Times New Roman, or raise ``FontsUnfit`` with what to install."""
    if shutil.which("fc-match") is None:
        raise FontsUnfit("Không kiểm tra được phông chữ vì thiếu lệnh fc-match.", remedy="cài gói fontconfig.")
    family = _asked("fc-match", "-f", "%{family}", FONT).split(",")[0]
    if family not in _FITTING:
        raise FontsUnfit(f"Máy chủ thay phông {FONT} bằng “{family}”, chữ rộng khác nên dòng sẽ lệch.", remedy=_REMEDY)
    letters = " ".join(f"{ord(letter):x}" for letter in _LETTERS)
    if not _asked("fc-list", f":family={family}:charset={letters}", "file"):
        raise FontsUnfit(f"Phông “{family}” trên máy chủ thiếu chữ tiếng Việt.", remedy=_REMEDY)
    return family


def _asked(*command: str) -> str:
    """Return what fontconfig answers; silence when it fails."""
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)  # noqa: S603 - fixed words
    return answer.stdout.strip()
