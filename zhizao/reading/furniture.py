"""Which lines of a page are furniture: navigation, sharing, counters, notices, lists of other headlines, comments."""

import re
from enum import Enum
from functools import lru_cache
from pathlib import Path

from zhizao.reading.page import folded

_TERMS = Path(__file__).parent / "terms"
_LEFT_OVER = re.compile(r"[^\W_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s()<>,;、。）]+|[\w.-]+@[\w-]+\.[\w.]+", re.IGNORECASE)
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp|svg|mp4|mp3|m3u8)", re.IGNORECASE)
_COUNTERS = re.compile(r"\d+(?:\.\d+)?\s*(?:万|亿|[kKwW])?\s*\+?")
_CLOCK = re.compile(r"(?:(?:19|20)\d\d[-/.年]\s*)?\d{1,2}[-/.月]\s*\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?|\d+\s*(?:秒|分钟|小时|天|个?月|年)前")
_CRUMBS = re.compile(r"(?:首页|主页)\s*(?:>+|›|»|→|/|-|·|\|)|^[^。!?,]{1,16}\s*(?:>+|›|»)\s*[^。!?,]{1,40}$")
_PLACE = re.compile(r"^(?:您?(?:所在|当前)的?(?:的|位置|频道|页面)|当前位置|您的位置|您现在的位置|位置|所在位置|导航|您当前的位置)[^。]{0,10}[:>]")
_SOFT_STOP = re.compile(r"^[【\[(■●▲◆>\s]*(?:相关链接|延伸阅读|扩展阅读|拓展阅读|新闻链接|背景链接|知识链接|新闻背景|链接)[】\])]?:?\s*$")
_COMMENTS = re.compile(r"^(?:网友|全部|最新|最热|热门|精彩|查看|已有|我要|发表|参与)?\d*[条人]?(?:评论|跟帖|留言)(?:区|列表|\(\d*\))?(?=$|[\s:\d(])|^文明上网|^我来说两句")
_NOTICE = re.compile(
    r"^\W*(?:特别(?:声明|提醒|提示|说明)|免责(?:声明|条款)|版权(?:声明|说明|所有|归)|(?:本[网站文])?(?:郑重)?声明:|风险(?:提示|提醒)及?|温馨提示:|"
    r"法律声明|转载(?:声明|说明|须知|请注明)|凡本[网站]|凡注明|凡来源|本[网站]注明|网站声明|侵权(?:声明|必究|删除)|"
    r"copyright|©|Notice:\s*The content)|"
    r"未经[^。]{0,16}(?:授权|许可|同意|允许)[^。]{0,24}(?:转载|复制|使用|摘编|镜像)|(?:禁止|谢绝|不得)[^。,]{0,8}转载|"
    r"版权(?:均?归|均?属于?)[^。]{0,30}(?:所有|原作者)|(?:all rights reserved|rights reserved)|"
    r"(?:不代表|仅代表|并不代表|仅为)[^。]{0,24}(?:观点|立场|意见)|不构成[^。]{0,20}建议|据此(?:操作|投资|入市)[^。]{0,8}(?:风险|责任)|"
    r"投资有风险|股市有风险|入市(?:有风险|需谨慎)|(?:仅|只)提供信息存储|信息存储空间|"
    r"ICP[备证]|公网安备|网站标识码|(?:网络视听|新闻信息服务|广播电视节目制作|增值电信|网络文化经营|出版)[^。,]{0,14}(?:许可证|备案号|证号)|"
    r"不良信息举报(?:中心|电话|邮箱|热线|专区|:|$)|举报(?:电话|邮箱|热线|中心):|新闻(?:热线|爆料):|爆料(?:热线|电话|邮箱)|客服(?:热线|电话):|投稿(?:邮箱|热线):|"
    r"想爆料|提供新闻线索|(?:拨打|欢迎)[^。]{0,12}(?:热线|爆料)|如需转载|转载请|著作权(?:所有|归)|点击[^。]{0,8}(?:蓝字|关注|链接|原文)|请作者与(?:本站|本网|我们)联系|如有侵权|侵权.{0,6}(?:联系|告知|删除)|请(?:及时)?(?:与|联系|和)(?:我们|本网|本站|小编|后台)|"
    r"(?:扫|长按|识别)[^。]{0,14}(?:二维码|关注)|(?:关注|搜索)[^。]{0,24}(?:公众号|视频号|官方微信|官方微博|官微)|微信扫|"
    r"(?:下载|打开|点击|安装)[^。]{0,16}(?:APP|App|app|客户端)|"
    r"(?:主管|主办|承办|技术支持|建议使用|推荐使用|网站维护|运行维护|备案序?号)(?:单位)?:?[^。]{0,40}$|"
    r"海量资讯|粉丝福利|更多精彩(?:内容|资讯|报道)?(?:请|尽在|敬请)|(?:欢迎|敬请)(?:扫码|点击)?关注|炒股就看",
    re.IGNORECASE,
)
_NOTICE_IN_PROSE = re.compile(
    r"^\W*(?:特别(?:声明|提示)|免责(?:声明|条款)|版权(?:声明|说明)|风险提示|(?:本[网站文])?(?:郑重)?声明:|转载(?:声明|说明|请注明)|凡本[网站]|凡注明|"
    r"凡来源|Notice:|copyright|©|本[网站]注明)|未经[^。]{0,16}(?:授权|许可|同意|允许)[^。]{0,24}(?:转载|复制|使用|摘编|镜像)|"
    r"(?:不代表|仅代表)[^。]{0,24}(?:观点|立场)|不构成[^。]{0,20}投资建议|(?:仅|只)提供信息存储|ICP备|公网安备|版权(?:均?归|均?属于?)[^。]{0,30}所有|"
    r"海量资讯、精准解读|炒股就看|助您挖掘|粉丝福利|更多精彩(?:内容|资讯|报道)?(?:请|尽在|敬请)|(?:欢迎|敬请|请)(?:扫码|点击|长按)?关注",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\s|/,;。()\[\]【】]+")
_SIGNS = " |/:,;.·-_()[]<>"
_LONG = 60
_SHORT = 22
_NOTICE_WITHIN = 400


class Kind(Enum):
    """What a line is to the reader of a page."""

    TEXT = "text"
    FURNITURE = "furniture"
    NOTICE = "notice"
    STOP = "stop"
    SOFT_STOP = "soft stop"
    COMMENTS = "comments"


@lru_cache
def _terms(name: str) -> tuple[str, ...]:
    lines = (_TERMS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """The words of furniture, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(_terms("furniture_words"), key=len, reverse=True))), re.IGNORECASE)


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(map(re.escape, _terms('stop_lines')))})", re.IGNORECASE)


def without_furniture_words(text: str) -> str:
    """A row without its parts that are nothing but counters and words of furniture."""
    parts = [part for part in _PARTS.split(_ADDRESS.sub(" ", folded(text))) if part]
    return " ".join(part for part in parts if _LEFT_OVER.search(_words().sub("", _COUNTERS.sub("", part)))).strip(_SIGNS)


def kind_of(text: str) -> Kind:
    """What a line is, judged by itself alone."""
    line = folded(text).strip()
    if _COMMENTS.match(line) and len(line) <= _SHORT:
        return Kind.COMMENTS
    if _SOFT_STOP.match(line):
        return Kind.SOFT_STOP
    if len(line) <= _SHORT and _stops().match(line) and not line.endswith(("。", "!", "?", "”")):
        return Kind.STOP
    if _is_notice(line):
        return Kind.NOTICE
    if _is_furniture(line):
        return Kind.FURNITURE
    return Kind.TEXT


def _is_notice(line: str) -> bool:
    return (_NOTICE if len(line) <= _LONG else _NOTICE_IN_PROSE).search(line[:_NOTICE_WITHIN]) is not None


def _is_furniture(line: str) -> bool:
    if not _LEFT_OVER.search(line) or _FILE.fullmatch(line):
        return True
    if len(line) <= _LONG and (_PLACE.match(line) or _CRUMBS.search(line)):
        return True
    if len(line) > 2 * _LONG:
        return False
    return not _LEFT_OVER.search(_words().sub("", _COUNTERS.sub("", _CLOCK.sub("", _ADDRESS.sub("", line)))))
