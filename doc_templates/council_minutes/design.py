"""How the minutes of a unit's council look (NĐ 30/2020, PL III, form 1.9)."""

from doc_templates.kit import heading, lists, signature, styles, text
from doc_templates.kit.paper import Paper

_RESULT = (
    "Trên cơ sở xem xét hồ sơ và thành tích, {{ council_name }} thống nhất đề nghị tặng {{ award_name }}"
    " cho {{ counts }} {{ reason }}, cụ thể như sau:"
)
_VOTE = "Kết quả {{ method }}: {{ vote }} thành viên Hội đồng đồng ý (đạt {{ percent }})."


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper()
    heading.heading(paper, dated=False)
    heading.title(paper, "BIÊN BẢN")
    _meeting(paper)
    paper.line("NỘI DUNG", styles.PART)
    text.paragraphs(paper, "discussion")
    paper.line(_RESULT, styles.BODY, keep_next=True)
    lists.nominees_table(paper, who="Tập thể, cá nhân đề nghị xét khen thưởng")
    paper.line(_VOTE, styles.BODY, before=6)
    paper.line("{{ ending }}", styles.LAST)
    signature.two_signatures(
        paper,
        left=("line in ['THƯ KÝ']", "{{ secretary }}"),
        right=("line in authority", "{{ signer_name }}"),
        recipients=True,
    )
    return paper


def _meeting(paper: Paper) -> None:
    """Add when, where, who was there, who was in the chair and who kept the minutes."""
    paper.line("Thời gian bắt đầu: {{ starts_at }}, {{ held }}.", styles.BODY)
    paper.line("Địa điểm: {{ meeting_place }}.", styles.BODY)
    paper.line("{{ council_name }} họp {{ purpose }}.", styles.BODY)
    with paper.when("attending"):
        paper.line("Thành phần tham dự:", styles.BODY, keep_next=True)
        with paper.each("line in attending_lines"):
            paper.line("- {{ line }}", styles.ITEM)
    paper.line("Có mặt: {{ attendance }} thành viên Hội đồng.", styles.BODY)
    with paper.when("absent"):
        paper.line("Vắng mặt: {{ absent_count }} thành viên, gồm: {{ absent_line }}.", styles.BODY)
        paper.case("present < members_total")
        paper.line("Vắng mặt: {{ absent_count }} thành viên.", styles.BODY)
        paper.case(None)
        paper.line("Vắng mặt: không.", styles.BODY)
    paper.line("Chủ trì (chủ tọa): {{ signer_name }}, {{ chair_role }}.", styles.BODY)
    paper.line("Thư ký (người ghi biên bản): {{ secretary }}, {{ secretary_role }}.", styles.BODY)
