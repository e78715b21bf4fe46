"""The scene most tests look at: a few stories in the shape of real ones, over loads of every kind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.dbt.raw_rows import (
    Story,
    execute,
    extract,
    initiative,
    land,
    metric,
    open_load,
    organization,
    person,
    receive_again,
    role,
    tie,
)

BODY = (
    "渝州市经济和信息化委员会（下称市经信委）主任薛益介绍，2020年重庆市工业互联网规模达到800亿元，"
    "增长3.5%至4%。市经信委将建设“品控码”平台，云谷科技有限公司提供技术，星河大学参与。"
)
_FACTS = (
    metric(
        "工业互联网规模达到800亿元", 80_000_000_000, "元", "工业互联网规模", subject="重庆市",
        period="2020", period_start=date(2020, 1, 1), period_end=date(2020, 12, 31), period_rule="year",
    ),
    metric("增长3.5%至4%", 3.5, "%", "工业互联网规模", value_max=4, comparator="range", measure="growth"),
    initiative("“品控码”平台", aliases=["品控码"], place="重庆"),
    organization("渝州市经济和信息化委员会", aliases=["市经信委"], organization_type="government"),
    organization("云谷科技有限公司"),
    organization("星河大学", organization_type="university"),
    person("薛益", title="主任", affiliation="市经信委", quote="主任薛益"),
    role("渝州市经济和信息化委员会", "“品控码”平台", "lead", quote="市经信委将建设“品控码”平台"),
    role("云谷科技有限公司", "“品控码”平台", "supplier", quote="云谷科技有限公司提供技术"),
    role("星河大学", "没有提到的计划", "partner"),
    role("没有提到的公司", "“品控码”平台", "partner", quote="品控码"),
)  # fmt: skip

ORIGINAL = Story("inbox/original.txt", BODY, date(2020, 6, 29), "品控码平台将建").saying(*_FACTS)

COPY = Story("https://news.example.cn/a/copy.html", BODY + "编辑按。", date(2020, 6, 30), content="<p>" + BODY).saying(
    *_FACTS[3:5], initiative("“品控码”平台")
)

COPY_OF_COPY = Story("inbox/undated.txt", BODY + "转发。").saying()

LATER = Story(
    "inbox/later.txt",
    "品控码平台上线。云谷科技有限 公司总经理薛益说，平台接入企业１２０家、设备30台㎡，市场份额居第二。"
    "云谷科技有限公司与渝州市 经济和信息化委员会合作，吉林也在用。",
    date(2021, 3, 1),
).saying(
    initiative("品控码平台", status="in_operation", status_date="2021-03"),
    organization("云谷科技有限 公司"),
    organization("渝州市 经济和信息化委员会", organization_type="government"),
    person("薛益", title="总经理", affiliation="云谷科技有限公司"),
    metric("接入企业１２０家", 120, "家", "接入企业数", subject="品控码平台"),
    metric("设备30台㎡", 30, "台㎡", "接入设备数", subject="云谷科技有限公司"),
    metric("居第二", 2, "位", "市场份额", subject="某公司", measure="rank"),
    role("云谷科技有限 公司", "品控码平台", "lead"),
    role("云谷科技有限 公司", "品控码平台", "lead", quote="云谷科技有限公司与"),
)

OUTDATED = Story("inbox/page.html", "旧版：星河大学获奖3项。", date(2020, 1, 1)).saying(
    organization("星河大学", organization_type="university"), metric("获奖3项", 3, "项", "获奖数")
)
UPDATED = Story("inbox/page.html", "新版：星河大学获奖5项。", date(2020, 1, 2)).saying(
    organization("星河大学", organization_type="university"), metric("获奖5项", 5, "项", "获奖数")
)
UNREADABLE = Story("inbox/page.html", "???")

STOPPED = Story("inbox/stopped.txt", "停住的一稿：产量7吨。").saying(metric("产量7吨", 7, "吨", "产量"))
ON_THE_ROAD = Story("inbox/landing.txt", "还在路上：产量8吨。").saying(metric("产量8吨", 8, "吨", "产量"))

SHARED = Story("inbox/second_place.txt", "两处同文：新增9个。").saying(metric("新增9个", 9, "个", "新增数"))
SHARED_ELSEWHERE = Story("archive/first_place.txt", SHARED.body)
REPLACING_SHARED = Story(SHARED.uri, "换了内容，没有数字。")

EXTRACTED_TWICE = Story("inbox/again.txt", "再抽一次：用电15千瓦时，用水20吨。")
FIRST_RESULT = EXTRACTED_TWICE.saying(
    metric("用电15千瓦时", 15, "千瓦时", "用电量"), organization("误认的机构", quote="再抽")
)
SECOND_RESULT = EXTRACTED_TWICE.saying(
    metric("用电15千瓦时", 15, "千瓦时", "用电量"), metric("用水20吨", 20, "吨", "用水量")
)
RATES = Story("inbox/rates.txt", "年产3辆，专利4件，每旬5件，指数6。").saying(
    metric("3辆", 3, "辆/年", "产量"), metric("4件", 4, "件/万人", "专利数"), metric("5件", 5, "件/旬", "产量"),
    metric("指数6", 6, "", "指数"),
)  # fmt: skip

BACK_AGAIN = Story("inbox/back.html", "先写的：新增11家。").saying(metric("新增11家", 11, "家", "新增数"))
BACK_BETWEEN = Story(BACK_AGAIN.uri, "后写的：新增12家。").saying(metric("新增12家", 12, "家", "新增数"))

HIDDEN_RESULT = EXTRACTED_TWICE.saying(metric("用水20吨", 999, "吨", "用水量"))


def set_scene(dsn: str) -> None:
    """Fill raw and ops: three published loads, one stopped, one still extracting, and the one that is being built."""
    for _ in in_steps(dsn):
        pass


def in_steps(dsn: str) -> Iterator[str]:
    """Fill raw and ops load by load; gives each load that can be built, when it is open and all before it are settled."""
    for number, fill in enumerate((_first, _second, _stopped, _on_the_road, _last), start=1):
        load_id = f"load-{number:06}"
        fill(dsn, load_id)
        if fill is _on_the_road:
            continue
        yield load_id
        if fill is not _last:
            outcome = "stopped" if fill is _stopped else "published"
            execute(dsn, f"update ops.loads set outcome = '{outcome}' where load_id = '{load_id}'")


def _first(dsn: str, load_id: str) -> None:
    open_load(dsn, load_id, outcome="open", station="build")
    land(dsn, load_id, ORIGINAL, OUTDATED, SHARED, FIRST_RESULT, BACK_AGAIN)


def _second(dsn: str, load_id: str) -> None:
    open_load(dsn, load_id, outcome="open", station="build")
    land(dsn, load_id, COPY, COPY_OF_COPY, UPDATED, SHARED_ELSEWHERE, RATES, BACK_BETWEEN)
    tie(dsn, load_id, (COPY, ORIGINAL), (COPY_OF_COPY, COPY))


def _stopped(dsn: str, load_id: str) -> None:
    open_load(dsn, load_id, outcome="open", station="build")
    land(dsn, load_id, STOPPED)
    extract(dsn, load_id, HIDDEN_RESULT)


def _on_the_road(dsn: str, load_id: str) -> None:
    open_load(dsn, load_id, outcome="open", station="extract")
    land(dsn, load_id, ON_THE_ROAD)


def _last(dsn: str, load_id: str) -> None:
    open_load(dsn, load_id, outcome="open", station="build")
    land(dsn, load_id, LATER, REPLACING_SHARED)
    land(dsn, load_id, UNREADABLE, outcome="quarantined")
    extract(dsn, load_id, SECOND_RESULT)
    extract(dsn, load_id, replace(RATES, mentions=()), outcome="failed")
    receive_again(dsn, load_id, BACK_AGAIN)
