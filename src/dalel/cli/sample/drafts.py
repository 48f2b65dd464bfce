"""The sample press's register of drafts of laws: invented bills that come, change and go."""

from typing import Final

from dalel.domain.register import RowFormat, RowReading
from dalel.domain.source import Address, AddressKind, Grade, Source

HOST: Final = "zhobalar.test"
PATH: Final = "/api/drafts"
#: What is done on the pages of an invented ministry that no collector asks about.
_DULL: Final = (
    "Правил выдачи охотничьих билетов",
    "форм отчётности лесных хозяйств",
    "норм расхода топлива",
    "перечня редких пород рыб",
    "Правил содержания общежитий",
    "ставок сбора за парковку",
    "образца формы егеря",
    "Правил движения паромов",
    "типового устава музея",
    "норм питания в санаториях",
    "порядка учёта пчелиных семей",
    "Правил хранения семян",
)
_OPEN, _SENT = "на обсуждении", "направлен в Парламент"
#: It is put up an hour after the first request.
NEW_BILL: Final = (
    "О внесении изменений в некоторые законодательные акты по вопросам интернет-платформ и "
    "блокировки сайтов"
)
CHANGED_BILL: Final = "О внесении изменений в Закон «О персональных данных и их защите»"


def rows(*, is_later: bool) -> list[dict[str, object]]:
    """The register's rows; later one more stands there, one says something else, one is gone."""
    dull = [f"Об утверждении {one}" for one in _DULL]
    listed: list[dict[str, object]] = [
        {"id": number, "title": title, "status": _OPEN} for number, title in enumerate(dull, 101)
    ]
    changed = {"id": 200, "title": CHANGED_BILL, "status": _SENT if is_later else _OPEN}
    if not is_later:
        return [*listed, changed]
    return [*listed[1:], changed, {"id": 201, "title": NEW_BILL, "status": _OPEN}]


def source() -> Source:
    """The register as an entry of a pack."""
    reading = RowReading(
        format=RowFormat.JSON,
        rows="drafts",
        key="{id}",
        link=f"http://{HOST}/drafts/{{id}}",
        title="{title}",
        fields={"id": "id", "title": "title", "status": "status"},
        says={"status": "Статус"},
    )
    address = Address(
        url=f"http://{HOST}{PATH}",
        kind=AddressKind.TABLE,
        grade=Grade.PROBED_OK,
        language="ru",
        reading=reading,
    )
    return Source(
        id="zhobalar",
        host=HOST,
        kind="state_legal",
        languages=("ru",),
        country="KZ",
        names=dict.fromkeys(("kk", "ru", "en"), "Жобалар"),
        addresses=(address,),
        priority=1,
    )
