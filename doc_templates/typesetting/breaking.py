"""Where titles break into lines: few lines, even ones, and none that tears a name or a compound word apart."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from math import inf
from operator import neg

from doc_templates.typesetting.metrics import line_width, wrapped

_OPENERS = "bằng, cho, có, của, do, đã, để, đến, đối, khi, nhằm, tại, theo, thuộc, trên, trong, từ, và, về, với"
"""Words that begin a phrase: a line may well begin with them."""
_AREAS = "tỉnh, huyện, quận, phố, xã, phường, trấn, thôn, ấp, khu, sở, phòng, ban, ông, bà"
"""Words that belong to the name after them."""
_COMPOUNDS = """
    an ninh, ban hành, ban nhân, biên bản, báo cáo, bảo hiểm, bảo đảm, bằng khen, cao điểm, chi nhánh, chi
    tiết, chia sẻ, chuyên môn, chuyên viên, chuyên đề, chuyển đổi, chính phủ, chính quyền, chính sách, chính
    trị, chương trình, chất lượng, chủ trì, chủ tịch, chức năng, cá nhân, công an, công chức, công dân, công
    nghiệp, công nghệ, công trình, công tác, căn cứ, cơ quan, cơ sở, cải cách, cấp huyện, cấp xã, cụm thi,
    danh hiệu, danh sách, doanh nghiệp, dân cư, dân số, dịch vụ, dữ liệu, gia đình, giai đoạn, giao dịch, giao
    thông, giám đốc, giáo dục, giải pháp, giấy khen, góp phần, hiệu lực, hiệu quả, hoàn thiện, hoàn thành,
    hoạt động, huy động, hành chính, hình thức, hướng dẫn, hải quan, học sinh, hồ sơ, hỗ trợ, hộ tịch, hội
    đồng, khai sinh, khai tử, khen thưởng, khoa học, khó khăn, khẩn trương, khắc phục, khối thi, kinh phí,
    kinh tế, kiểm soát, kiểm tra, kế hoạch, kết hôn, kết nối, kết quả, lao động, liên quan, luật sư, lãnh đạo,
    lĩnh vực, lưu trữ, mục lục, mục tiêu, nghiệp vụ, nghị quyết, nghị định, ngân hàng, nhiệm kỳ, nhiệm vụ, nhà
    nước, nhân dân, nông dân, nông nghiệp, nông thôn, năng lượng, nội dung, nội vụ, phong trào, pháp luật,
    pháp lý, phát triển, phát động, phân công, phòng chống, phó chủ, phối hợp, phụ lục, phụ trách, phục vụ,
    quan trọng, quy chế, quy định, quyết định, quản lý, quốc gia, quốc phòng, quốc tịch, rà soát, sáng kiến,
    sáng tạo, số hóa, số liệu, sự nghiệp, thanh niên, thi hành, thi đua, thiết bị, thành lập, thành phố, thành
    tích, thành viên, thông qua, thông tin, thư ký, thường trực, thường xuyên, thẩm định, thị trấn, thị xã,
    thống kê, thống nhất, thời gian, thời hạn, thời kỳ, thủ trưởng, thủ tướng, thủ tục, thực hiện, tiên tiến,
    tiêu biểu, tiêu chuẩn, tiến độ, tiếp nhận, tiếp tục, toàn diện, toàn quốc, triển khai, trung tâm, trung
    ương, truyền thông, trình độ, trưởng phòng, tuyên truyền, tài chính, tài liệu, tài nguyên, tăng cường, tư
    pháp, tập huấn, tập thể, tổ chức, tổng hợp, tổng kết, tự chấm, tự đánh, vi phạm, viên chức, việc làm, văn
    bản, văn hóa, văn phòng, vị trí, xuất sắc, xác nhận, xây dựng, xã hội, xét duyệt, y tế, yêu cầu, điều
    chỉnh, điện tử, đoàn thể, đào tạo, đã có, đôn đốc, đăng ký, đơn vị, đầu tư, đẩy mạnh, đẩy nhanh, đề nghị, đề
    xuất, đề án, địa bàn, địa phương, đối tượng, đội ngũ, ủy ban, ủy viên
"""
"""Words of two syllables that titles of this field are full of."""
_MARKS = " “”\"'().,;:"
_ENDS = tuple(",;:.”)")
_OPENS = tuple("“(")
_TORN, _QUOTED, _DANGLING, _PLAIN = 1.0, 0.35, 0.2, 0.06
"""What it costs to tear a word, to part what is quoted, to end a line on a word that begins a phrase, on any other."""
ANOTHER_LINE = 0.7
"""What it costs to take one line more than need be."""
_ROUNDING = 1e-6
_MOST = 10_000
"""Characters of a title at most."""
_Ends = tuple[float, tuple[int, ...]]


def _listed(words: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(","))


_BEGINNINGS, _PAIRS, _PLACES = _listed(_OPENERS), _listed(_COMPOUNDS), _listed(_AREAS)


def balanced(
    text: str, *, points: float, bold: bool = False, room: float, another_line: float = ANOTHER_LINE
) -> tuple[str, ...]:
    """Return a text's lines, each within ``room`` millimetres: few, even, and broken where a clerk would.

    They are as few as fit, or one more where that spares a name or a compound word from being torn apart; with a
    lower price of ``another_line``, also where a quoted name is spared. What is too long to be a title is broken where
    the lines are full: weighing its every break would take minutes.
    """
    if len(text) > _MOST:
        return tuple(wrapped(text, points, room, bold=bold))
    return _weighed(text, points=points, bold=bold, room=room, another_line=another_line)


@lru_cache(maxsize=4096)
def _weighed(text: str, *, points: float, bold: bool, room: float, another_line: float) -> tuple[str, ...]:
    words = text.split()
    count = len(wrapped(text, points, room, bold=bold))
    if count <= 1:
        return (" ".join(words),) if words else ()
    widths = tuple(line_width(word, points=points, bold=bold) for word in words)
    title = _Title(tuple(words), widths, space=line_width(" ", points=points, bold=bold), room=room)
    cost, ends = title.ends(count)
    if cost > another_line:
        more, other = title.ends(count + 1)
        cost, ends = (more, other) if more + another_line < cost else (cost, ends)
    return tuple(" ".join(words[start:end]) for start, end in zip((0, *ends[:-1]), ends, strict=True))


@dataclass(frozen=True)
class _Title:
    """A title's words, how wide they are and what room they have; all millimetres."""

    words: tuple[str, ...]
    widths: tuple[float, ...]
    space: float
    room: float

    def ends(self, count: int) -> _Ends:
        """Return the least cost of ``count`` lines, and where each of them ends."""
        even = (sum(self.widths) + self.space * (len(self.words) - count)) / count
        best: dict[int, _Ends] = {0: (0.0, ())}
        for to_come in reversed(range(count)):
            reached: dict[int, _Ends] = {}
            for start, (cost, ends) in best.items():
                for end in self._ends_of_line(start, to_come):
                    width = self._starts[end] - self._starts[start] - self.space
                    told = cost + ((width - even) / even) ** 2 + self._breaks[end]
                    if end not in reached or told < reached[end][0]:
                        reached[end] = (told, (*ends, end))
            best = reached
        return best.get(len(self.words), (inf, ()))

    def _ends_of_line(self, start: int, to_come: int) -> range:
        """Return where a line that begins with a word may end, so that the rest takes so many lines more."""
        first = bisect_left(self._needed, -to_come, key=neg)
        return range(max(start + 1, first), min(self._farthest[start], len(self.words) - to_come) + 1)

    @cached_property
    def _starts(self) -> tuple[float, ...]:
        """Return where each word would begin if all stood on one line; last, where one more would."""
        return tuple(accumulate((width + self.space for width in self.widths), initial=0.0))

    @cached_property
    def _farthest(self) -> tuple[int, ...]:
        """Return where a line that begins with each word ends at most; one word always fits."""
        room = self.room + self.space + _ROUNDING
        return tuple(
            max(start + 1, bisect_right(self._starts, begins + room) - 1)
            for start, begins in enumerate(self._starts[:-1])
        )

    @cached_property
    def _needed(self) -> tuple[int, ...]:
        """Return how many lines the text from each word on needs at least."""
        needed = [0] * (len(self.words) + 1)
        for start in reversed(range(len(self.words))):
            needed[start] = 1 + needed[self._farthest[start]]
        return tuple(needed)

    @cached_property
    def _breaks(self) -> tuple[float, ...]:
        """Return what it costs to end a line before each word; the text's own ends cost nothing."""
        capitals = " ".join(self.words).isupper()
        costs, quoted = [0.0], False
        for before, after in zip(self.words, self.words[1:], strict=False):
            quoted = (quoted or before.startswith("“")) and "”" not in before
            costs.append(_torn(before, after, capitals=capitals) + (_QUOTED if quoted else 0.0))
        return (*costs, 0.0)


def _torn(before: str, after: str, *, capitals: bool) -> float:
    """Return what it costs to break a line between two words."""
    left, right = before.strip(_MARKS).casefold(), after.strip(_MARKS).casefold()
    if before.endswith(_ENDS) or after.startswith(_OPENS):
        return 0.0
    if f"{left} {right}" in _PAIRS or "-" in (left, right) or left.isdigit() or right[:1].isdigit():
        return _TORN
    if left in _BEGINNINGS:
        return _DANGLING
    if right in _BEGINNINGS:
        return 0.0
    named = capitals or after[:1].isupper()
    if named and (left in _PLACES or (before[:1].isupper() and not capitals)):
        return _TORN
    return _PLAIN
