"""Furniture is told from text, line by line."""

import pytest

from zhizao.reading.furniture import Kind, kind_of

FURNITURE = (
    "0", "分享至", "分享到： 微信 QQ空间 新浪微博", "【字体：大 中 小】", "打印 关闭", "31207文章数 8846关注度", "首页 > 新闻 > 正文",
    "江州首页 > 江州号 > 正文 申请入驻", "您所在的位置：首页 > 工作动态", "无障碍浏览 进入关怀版", "返回顶部", "2026-01-19 15:54:53", "3小时前",
    "阅读 1.2万 评论 36 点赞 18", "https://www.example.com/a/1.html", "IMG_20240904162230367.jpg", "上一页 1 2 3 下一页", "缩小字体 放大字体 收藏 微博 微信 分享 0", "……",
)  # fmt: skip
NOTICES = (
    "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。",
    "Notice: The content above is uploaded and posted by a user.",
    "免责声明：本文仅代表作者个人观点，与本站无关。",
    "版权声明：凡本网注明来源的作品，版权均属于本网，未经授权不得转载、摘编。",
    "未经书面授权禁止使用，转载请注明出处。",
    "江ICP备05000001号 江公网安备50010000000001号",
    "违法和不良信息举报电话：000-12345678",
    "扫描二维码，关注我们",
    "据此操作，风险自担。",
    "海量资讯、精准解读，尽在江州财经APP",
    "更多精彩内容请进入产业频道",
    "想爆料？请拨打新闻热线。",
)
STOPS = (
    "相关推荐",
    "热点推荐",
    "相关阅读：",
    "【相关新闻】",
    "大家都在看",
    "猜你喜欢",
    "24小时热文",
    "上一篇：全市会议召开",
    "友情链接",
    "往期回顾 全部",
    "分享让更多人看到",
)
TEXT = (
    "江州市智能装备产业今年产值增长两成。",
    "今年2月全国受理网络违法和不良信息举报1768.3万件",
    "扫描设备上的“质量码”，消费者就能看到每一个零件的来历，这样的工厂江州已有十五家。",
    "企业在平台上打印订单、下载图纸，生产周期缩短了三成，客户满意度提高了五个百分点。",
    "“清朗·同城版块信息内容问题整治”专项行动",
    "关注民生，服务企业",
    "中国中化投资100亿元",
    "打造“三大平台”",
    "推荐企业上云上平台是今年的重点工作，目前已有三百家企业完成改造，还有两百家正在进行。",
    "微信支付等企业将在江州建设数据中心",
    "一、总体要求",
    "2021年6月15日",
    "报告显示，一些智能体未经授权地访问了企业的服务器，并在其中使用了伪造的证书，江州已要求相关企业自查整改。",
    "（二）重大项目推进",
    "该公司已取得增值电信业务经营许可，并计划在江州投资五亿元建设数据中心，预计明年建成投用，届时可容纳三千个机柜。",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    assert kind_of(line) is Kind.FURNITURE


@pytest.mark.parametrize("line", NOTICES)
def test_notices(line: str) -> None:
    assert kind_of(line) is Kind.NOTICE


@pytest.mark.parametrize("line", STOPS)
def test_headings_of_other_things(line: str) -> None:
    assert kind_of(line) is Kind.STOP


@pytest.mark.parametrize(
    "line", ["网友评论（3条）", "评论(0)", "全部评论", "发表评论", "我来说两句 0人参与", "文明上网理性发言"]
)
def test_comments(line: str) -> None:
    assert kind_of(line) is Kind.COMMENTS


@pytest.mark.parametrize("line", TEXT)
def test_text(line: str) -> None:
    assert kind_of(line) is Kind.TEXT
