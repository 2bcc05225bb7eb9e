"""Series of numbers: which number a document takes, and how the office's book moves with it."""

from sqlalchemy import ColumnElement, RowMapping, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.dates import short_date
from models.documents import DateBeforeLast, DocumentRequest, Numbering, NumberTaken, SeriesKey, printed_number
from models.errors import Conflict, ThiduaError
from storage.registry.session import Session
from storage.registry.tables import entries, series, units


class SeriesInUse(Conflict):
    """The series has numbers already, so its opening number can no longer be set."""

    code = "series-in-use"


class SeriesOpened(Conflict):
    """Somebody has set another opening number for the series, which has given none yet."""

    code = "series-opened"


class NumberingIncomplete(ThiduaError):
    """A number is asked for without saying from which series, or which number is to be entered."""

    code = "numbering-incomplete"


class SeriesOfAnotherYear(Conflict):
    """A series belongs to one calendar year (NĐ 30/2020: numbers start again on 1 January)."""

    code = "series-of-another-year"


class SeriesBook:
    """The books of numbers; whoever holds a series' row locked gives the next number."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, key: SeriesKey, *, opening: int, instead_of: int | None = None) -> bool:
        """Set where a series starts and return whether that is news; the same opening again changes nothing.

        Where numbers were only *entered* so far, the opening may still be set above them: that is the office's
        book standing higher than what was typed in. An opening that somebody has set is replaced only by who
        names it, so that of two who open at once the second learns of the first.
        """
        if opening < 1:
            raise NumberingIncomplete("Số bắt đầu của sổ phải từ 1 trở lên.", remedy="nhập lại số bắt đầu.")
        is_new = self._make(key)
        held = self.lock(key)
        if held["opening"] == opening and not is_new:
            return False
        highest = self._session.value(select(func.max(entries.c.number)).where(_in_series(key)))
        self._refuse_in_use(key, opening=opening, highest=highest or 0)
        only_entered = held["opening"] == 1 and highest is not None
        if not is_new and not only_entered and held["opening"] != instead_of:
            raise SeriesOpened(
                f"Sổ {self._name(key)} đã được đặt bắt đầu từ số {printed_number(held['opening'])}.",
                remedy="thống nhất số bắt đầu với người đã đặt; nếu đúng là phải đổi, nêu số ấy là số được thay.",
            )
        self._session.run(update(series).where(_is(key)).values(opening=opening, last=opening - 1))
        return True

    def lock(self, key: SeriesKey) -> RowMapping:
        """Return the series' row, made at opening 1 where there is none, locked until the transaction ends."""
        self._make(key)
        row = self._session.row(select(series).where(_is(key)).with_for_update())
        if row is None:  # rows of this table are never deleted
            raise SeriesInUse(f"Sổ {self._name(key)} vừa bị xóa.", remedy="báo cho người quản trị.")
        return row

    def _make(self, key: SeriesKey) -> bool:
        """Make the series' row, waiting for who is making it; False where it is there."""
        fresh = {**key.model_dump(), "opening": 1, "last": 0}
        return self._session.run(upsert(series).values(fresh).on_conflict_do_nothing()) > 0

    def _refuse_in_use(self, key: SeriesKey, *, opening: int, highest: int) -> None:
        given = select(entries.c.id).where(_in_series(key), entries.c.numbering == Numbering.GIVEN).limit(1)
        if self._session.row(given) is not None or opening <= highest:
            raise SeriesInUse(
                f"Sổ {self._name(key)} đã có số {printed_number(highest)} nên không đặt số bắt đầu {opening} được.",
                remedy="tiếp tục sổ đang có; số bắt đầu chỉ đặt được trước khi cấp số đầu tiên.",
            )

    def next_number(self, request: DocumentRequest, *, held: RowMapping) -> int:
        """Return the number the request takes, or raise ``DateBeforeLast`` or ``NumberTaken``.

        *Given*: the next one; its date may not lie before the date of the number before it.
        *Entered*: the number on the paper; it may lie anywhere in the book and bear any date of the year, but each
        number exists once.
        """
        key = required_series(request)
        if request.numbering is Numbering.GIVEN:
            self._refuse_earlier_date(request, held=held)
            return int(held["last"]) + 1
        number = request.entered_number
        if number is None or number < 1:
            raise NumberingIncomplete("Chưa nhập số của văn bản đã có số.", remedy="nhập số ghi trên văn bản.")
        title = entries.c.request["title"].astext.label("title")
        taken = self._session.row(select(title).where(_in_series(key), entries.c.number == number))
        if taken is not None:
            raise NumberTaken(
                f"Số {printed_number(number)} của sổ {self._name(key)} đã thuộc về một văn bản khác.",
                place=f"“{taken['title']}”",
                remedy="kiểm tra lại số trên văn bản; mỗi số trong sổ chỉ dùng một lần.",
            )
        return number

    def advance(self, request: DocumentRequest, *, held: RowMapping, number: int) -> None:
        """Move the book behind a number.

        A given number is the new last. An entered number above the last one shows that the office's book stands
        at least there, so the next given number follows it: going on from below would sooner or later give a
        number that a document outside this system already bears. An entered number below the last fills an old
        line of the book and moves nothing. ``last_date`` never goes back.
        """
        if number <= held["last"]:
            return
        latest = max(filter(None, (held["last_date"], request.issued_on)))
        key = required_series(request)
        self._session.run(update(series).where(_is(key)).values(last=number, last_date=latest))

    def _refuse_earlier_date(self, request: DocumentRequest, *, held: RowMapping) -> None:
        last = held["last_date"]
        if last is not None and request.issued_on < last:
            raise DateBeforeLast(
                f"Văn bản ghi ngày {short_date(request.issued_on)}, nhưng số {printed_number(held['last'])} "
                f"của sổ {self._name(required_series(request))} đã ghi ngày {short_date(last)}.",
                remedy=f"chọn ngày từ {short_date(last)} trở đi, hoặc nhập số đã cấp trước đó nếu văn bản đã có số.",
            )

    def _name(self, key: SeriesKey) -> str:
        """Return the book as people call it, with the agency's name from the directory."""
        agency = self._session.value(select(units.c.body["name"].astext).where(units.c.id == key.agency))
        return f"{key.scheme} năm {key.year} của {agency or key.agency}"


def required_series(request: DocumentRequest) -> SeriesKey:
    """Return the request's series, or raise ``NumberingIncomplete`` or ``SeriesOfAnotherYear``."""
    if request.series is None:
        raise NumberingIncomplete(
            f"Văn bản “{request.title}” cần số nhưng chưa nêu sổ.", remedy="chọn sổ (cơ quan, loại, năm) cho văn bản."
        )
    if request.series.year != request.issued_on.year:
        raise SeriesOfAnotherYear(
            f"Văn bản ghi năm {request.issued_on.year} không lấy số ở sổ năm {request.series.year} được.",
            remedy="dùng sổ của đúng năm ghi trên văn bản.",
        )
    return request.series


def _is(key: SeriesKey) -> ColumnElement[bool]:
    return and_(series.c.agency == key.agency, series.c.scheme == key.scheme, series.c.year == key.year)


def _in_series(key: SeriesKey) -> ColumnElement[bool]:
    return and_(
        entries.c.series_agency == key.agency,
        entries.c.series_scheme == key.scheme,
        entries.c.series_year == key.year,
    )
