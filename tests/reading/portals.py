"""Pages written for the tests in the shape of those that Chinese portals serve, with what a reader must make of them."""

from dataclasses import dataclass, field

TITLE = "江州打造智能装备产业高地 三年引进项目六十个"
SENTENCES = (
    "江州市近日公布的数据显示，今年上半年全市智能装备产业实现产值186.5亿元，同比增长21.3%。",
    "“我们把产线搬进了云端。”江州恒远机床有限公司总经理卢明哲说，改造后企业的订单交付周期缩短了三成。",
    "按照《江州市智能装备产业三年行动方案》，到明年底全市将建成数字化车间120个、智能工厂15个。",
    "目前，江州已引进智能装备项目60个，协议总投资超过300亿元，带动就业1.2万人。",
)


@dataclass(frozen=True)
class Portal:
    """A page and what it says: `gone` are strings that must not be left in the body."""

    name: str
    page: str
    published: str | None
    publisher: str | None
    source: str | None
    authors: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    uri: str = "page.html"
    metadata: dict[str, str] = field(default_factory=dict)


def body(lead: str = "", end: str = "", indent: str = "　　") -> str:
    """The article's paragraphs as HTML, with a lead before the first and credits after the last."""
    first, *middle, last = SENTENCES
    texts = [lead + first, *middle, last + end]
    return "\n".join(f"<p>{indent}{text}</p>" for text in texts)


def text(lead: str = "", end: str = "") -> str:
    """The article's paragraphs as plain text with empty lines between them."""
    first, *middle, last = SENTENCES
    return "\n\n".join([lead + first, *middle, last + end])


HEADLINES = "\n".join(
    f'<li><a href="/n/{number}.html">{line}</a></li>'
    for number, line in enumerate(
        (
            "云岭上半年出口增长37.2% 总量创新高",
            "两名男子偷走3万元手机 半小时后被抓",
            "这座小城一年卖出20亿元的眼镜",
            "专家：2025年新能源车渗透率或超55%",
            "某某航空新增12条航线 直飞9国",
        )
    )
)

PORTALS = (
    Portal(
        "agency",
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}-新华网</title>
<meta name="source" content="来源：新华网"><meta name="author" content=""></head><body>
<div class="nav"><a href="/">新华网首页</a> <a href="/politics">时政</a> <a href="/fortune">财经</a></div>
<div class="header-cont clearfix"><div class="header-time left"><span class="year"><em> 2021</em></span> <span class="day"><em>03</em>/<em>12</em></span>
<span class="time">09:15:22</span></div><div class="source">来源：新华网</div>
<div class="head-line clearfix"><h1><span class="title">{TITLE}</span></h1><div class="pageShare"><div class="setFont left">字体： <span>小</span><span>中</span><span>大</span></div>
<div class="share left">分享到：<a></a><a></a></div></div></div></div>
<div class="main clearfix"><div class="main-left left"><div id="detail">{body("新华社江州3月12日电（记者 周启明、吴晓兰）", "（完）")}
<div id="articleEdit"><span class="tiyi1"><a>【纠错】</a></span><span class="editor"> 【责任编辑:陆然】 </span></div></div>
<div class="columBox hotList"><h3>相关新闻</h3><ul>{HEADLINES}</ul></div></div></div>
<div class="foot">Copyright © 2000 - 2021 XINHUANET.com All Rights Reserved. 制作单位：新华网股份有限公司</div></body></html>""",
        "2021-03-12", "新华网", "新华网", ("周启明", "吴晓兰"), ("责任编辑", "陆然", "纠错", "37.2%", "Copyright", "字体"),
    ),
    Portal(
        "party paper online",
        f"""<html><head><meta http-equiv="content-type" content="text/html;charset=GB2312"><title>{TITLE}--地方--人民网 </title>
<meta name="publishdate" content="2021-10-12"><meta name="author" content="104363"><meta name="source" content="来源：江州日报 原创稿"></head><body>
<div class="path"><span id="rwb_navpath"><a href="http://www.people.com.cn/">人民网</a>&gt;&gt;<a href="/">地方</a></span></div>
<div class="clearfix text_title"><h3 class="pre"></h3><h1>{TITLE}</h1><h4 class="sub"></h4><p class="author">周启明 吴晓兰</p>
<div class="box01"><div class="fl">2021年10月12日08:26&nbsp;&nbsp;来源：<a href="/">江州日报</a></div><div class="fr"><span class="ops_tit">分享到：</span></div></div></div>
<div class="clearfix text_con"><div class="fl text_con_left"><div class="box_con" id="rwb_zw"><div class="box_pic"></div>{body()}
<div class="edit clearfix">(责编：白某、常某某)</div></div><div class="zdfy clearfix"><a href="2.html">【1】</a><a href="3.html">【2】</a></div>
<div class="message">网友评论</div></div><div class="fr text_con_right"><h2>热门排行</h2><ul>{HEADLINES}</ul></div></div>
<div id="copyright">人 民 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用<br>Copyright © 1997-2020 by www.people.com.cn. all rights reserved</div></body></html>""",
        "2021-10-12", "人民网", "江州日报", ("周启明", "吴晓兰"), ("责编", "白某", "【1】", "37.2%", "书 面 授 权"),
    ),
    Portal(
        "state council",
        f"""<html><head><title>{TITLE}_滚动新闻_中国政府网</title><meta name="firstpublishedtime" content="2021-06-18-09:10:33"></head><body>
<div class="header"><a>首页</a> &gt; <a>新闻</a> &gt; <a>滚动</a></div><div class="article"><h1>{TITLE}</h1>
<div class="pages-date">2021-06-18 09:10 <span class="font">来源： 新华社</span><span class="font">【字体：<span>大</span> <span>中</span> <span>小</span>】<span>打印</span></span>
<span class="share">分享</span></div><div class="pages_content" id="UCAP-CONTENT">{body("新华社江州6月17日电（记者周启明）")}</div>
<div class="editor">责任编辑：陆然</div><div class="sao">扫一扫在手机打开当前页</div></div>
<div class="related"><h3>相关稿件</h3><ul>{HEADLINES}</ul></div><div class="footer"><p>主办单位：国务院办公厅　运行维护单位：中国政府网运行中心</p>
<p>网站标识码bm01000001 京ICP备05070218号 京公网安备11010202000001号</p></div></body></html>""",
        "2021-06-18", "中国政府网", "新华社", ("周启明",), ("责任编辑", "扫一扫", "字体", "ICP备", "37.2%"),
    ),
    Portal(
        "ministry",
        f"""<html><head><title>{TITLE}</title><meta name="SiteName" content="江东省工业和信息化厅"><meta name="ArticleTitle" content="{TITLE}">
<meta name="PubDate" content="2021-07-05 16:20"><meta name="ContentSource" content="产业发展处"></head><body>
<div class="crumb">您现在的位置： <a>首页</a> &gt; <a>新闻动态</a> &gt; <a>工信要闻</a></div>
<div class="con"><h1 id="con_title">{TITLE}</h1><div class="cinfo center"><span>发布时间：2021-07-05 16:20</span> <span>来源：产业发展处</span> <span>浏览次数：<i>1278</i></span>
<span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span></div><div class="ccontent" id="con_con">{body()}</div>
<div class="tool"><a>【打印】</a> <a>【关闭】</a> <a>分享到：</a></div><div class="pn">上一篇：<a>关于公布第3批名单的通知</a><br>下一篇：<a>全省会议召开</a></div></div>
<div class="links">友情链接：<a>国务院</a> <a>工信部</a></div><div class="bottom">版权所有：江东省工业和信息化厅　技术支持：江东信息中心　备案号：江ICP备05000001号</div></body></html>""",
        "2021-07-05", "江东省工业和信息化厅", "产业发展处", (), ("浏览次数", "1278", "打印", "第3批", "备案号", "友情链接"),
    ),
    Portal(
        "finance portal",
        f"""<html><head><title>{TITLE} _ 东方财富网</title></head><body><div class="Loc"><a>财经</a> &gt; <a>焦点</a> &gt; 正文</div>
<div class="newsContent"><div class="title">{TITLE}</div><div class="infos"><div class="item">2021年08月17日 21:33</div><div class="item">作者：周启明</div>
<div class="item">来源：<a>证券时报</a></div><div class="item">编辑：东方财富网</div><div class="item">阅读 1.2万</div></div>
<div class="zwothers"><p class="sharebox">手机上阅读文章 提示：微信扫一扫 分享到您的朋友圈</p></div>
<div class="txtinfos" id="ContentBody">{body()}<p class="em_media">（文章来源：证券时报）</p><p class="res-edit">（责任编辑：DF318）</p></div>
<div class="disclaimer">郑重声明：东方财富网发布此信息的目的在于传播更多信息，与本网站立场无关。东方财富网不保证该信息的准确性，据此操作，风险自担。</div>
<div class="zan">网友点击排行</div><ul>{HEADLINES}</ul></div></body></html>""",
        "2021-08-17", "东方财富网", "证券时报", ("周启明",), ("文章来源", "DF318", "郑重声明", "扫一扫", "37.2%"),
    ),
    Portal(
        "portal with promotion",
        f"""<html><head><title>{TITLE}|智能装备|江州_新浪财经_新浪网</title><meta property="og:title" content="{TITLE}">
<meta property="article:published_time" content="2021-08-17T07:39:14+08:00"></head><body><div class="path"><a>财经首页</a> &gt; <a>产经</a> &gt; 正文</div>
<h1 class="main-title">{TITLE}</h1><div class="top-bar"><div class="date-source"><span class="date">2021年08月17日 07:39</span> <a class="source">江州晚报</a></div>
<div class="page-tools">缩小字体 放大字体 收藏 微博 微信 分享 <span>0</span></div></div><div class="article" id="artibody">
<p>　　炒股就看<a>金牛分析师研报</a>，权威，专业，及时，全面，助您挖掘潜力主题机会！</p><p>　　原标题：{TITLE}</p>{body()}
<p>海量资讯、精准解读，尽在新浪财经APP</p><p class="article-editor">责任编辑：陆然 </p></div>
<div class="blk">VIP课程推荐</div><div class="hot"><span>热门推荐</span><ul>{HEADLINES}</ul></div><p>新浪简介 | 广告服务 | About Sina | 联系我们 | 招聘信息</p></body></html>""",
        "2021-08-17", "新浪财经", "江州晚报", (), ("炒股就看", "原标题", "海量资讯", "责任编辑", "VIP课程", "37.2%"),
    ),
    Portal(
        "self media",
        f"""<html><head><title>{TITLE}_产业_企业_江州</title><meta property="og:url" content="https://www.sohu.com/a/484001234_120001"></head><body>
<div class="text"><div class="text-title"><h1>{TITLE}</h1><div class="article-info"><span class="time" id="news-time">2021-08-17 09:00</span>
<span data-role="original-link">来源: <a>江州发布</a></span></div></div><article class="article" id="mp-editor">
<p data-role="original-title">原标题：{TITLE}</p>{body(indent="")}<p>来源：江州晚报 记者周启明</p><p>编辑：陆然<br>校对：何某</p>
<p><a href="//www.sohu.com">返回搜狐，查看更多</a></p><p data-role="editor-name">责任编辑：</p></article>
<div class="statement">平台声明：该文观点仅代表作者本人，搜狐号系信息发布平台，搜狐仅提供信息存储空间服务。</div><span class="read-num">阅读 (<em>318</em>)</span></div>
<div class="comment">我来说两句 0人参与</div></body></html>""",
        "2021-08-17", "搜狐", "江州发布", ("周启明",), ("原标题", "校对", "返回搜狐", "责任编辑", "平台声明", "318"),
    ),
    Portal(
        "digital paper",
        f"""<html><head><title>{TITLE}--澎湃新闻--</title></head><body><h1 class="news_title">{TITLE}</h1><div class="news_about"><p>澎湃新闻记者 周启明 实习生 吴晓兰</p>
<p>2021-08-17 15:27 <span>来源：澎湃新闻</span></p></div><div class="news_txt">{body(indent="")}责任编辑：陆然校对：何某某<span>澎湃新闻报料：400-000-0000</span><br>
<span>澎湃新闻，未经授权不得转载</span></div><div class="news_love">+1 收藏 我要举报</div><h2>相关推荐</h2><ul>{HEADLINES}</ul><div>评论（32）</div><div>热评论</div></body></html>""",
        "2021-08-17", "澎湃新闻", "澎湃新闻", ("周启明", "吴晓兰"), ("责任编辑", "报料", "未经授权", "37.2%", "评论"),
    ),
    Portal(
        "trade press",
        f"""<html><head><title>{TITLE} - 产业 — C114通信网</title></head><body><div>当前位置：C114 &gt; 产业 &gt; 要闻 &gt; 正文</div><h1>{TITLE}</h1>
<div class="author">http://www.c114.com.cn ( 2021/8/17 09:53 )</div><div class="text">{body("C114讯 8月17日消息（周启明）", indent="")}</div>
<div>给作者点赞</div><div>0 VS 0</div><div>写得不太好</div><div class="sm">免责声明：本文仅代表作者个人观点，与C114通信网无关。其原创性以及文中陈述文字和内容未经本站证实。</div>
<div class="rel">相关链接</div><ul>{HEADLINES}</ul></body></html>""",
        "2021-08-17", "C114通信网", None, ("周启明",), ("c114.com.cn", "点赞", "写得不太好", "免责声明", "37.2%"),
    ),
    Portal(
        "news service",
        f"""<html><head><title>{TITLE}-中新网</title></head><body><div>中新网首页|安徽|北京|重庆</div><div class="content"><h1 class="page_title">{TITLE}</h1>
<div class="left-t">2021年08月17日 10:20　来源：<a>中国新闻网</a> <a>参与互动</a></div><div class="left_zw">
<div class="left_ph"><img></div><div class="left_pt">图为江州一家智能工厂的生产线。　吴晓兰　摄</div>{body("中新网江州8月17日电 (记者 周启明)", "(完)")}</div>
<div class="left_name"><div class="left_name">【编辑:陆然】</div></div><div class="selector">更多精彩内容请进入社会频道</div></div></body></html>""",
        "2021-08-17", "中新网", "中国新闻网", ("周启明", "吴晓兰"), ("编辑", "陆然", "更多精彩", "参与互动", "吴晓兰"),
    ),
    Portal(
        "dump of a county site",
        f"""无障碍阅读 进入关怀版

江州市人民政府

首页 > 政务公开 > 江州要闻

{TITLE}

发布日期：2022-04-09 08:30 信息来源：江州融媒 浏览次数：56 次 字号：[大] [中] [小]

{text("", "（记者 周启明 通讯员 吴晓兰）")}

分享到：

【打印本页】 【关闭窗口】

上一篇：全市一季度工业投资增长18.2%

下一篇：没有了

主办：江州市人民政府办公室 网站标识码：5001000001""",
        "2022-04-09", "江州市人民政府", "江州融媒", ("周启明", "吴晓兰"), ("18.2%", "浏览次数", "打印", "主办"), uri="dump.txt",
    ),
    Portal(
        "dump of a portal",
        f"""新浪首页 新闻 体育 财经 娱乐 科技
新浪财经
财经首页 > 产经新闻 > 正文
{TITLE}
2021年08月17日 07:39 新浪财经综合
缩小字体 放大字体 收藏 微博 微信 分享
  来源：江州日报
  {text().replace(chr(10) * 2, chr(10) + "  ")}
  （作者：周启明）
责任编辑：陆然
热门推荐
收起
云岭上半年出口增长37.2% 总量创新高
这座小城一年卖出20亿元的眼镜
24小时滚动播报最新的财经资讯和视频，更多粉丝福利扫描二维码关注（sinafinance）
新浪简介|广告服务|About Sina
Copyright © 1996-2021 SINA Corporation
All Rights Reserved 新浪公司 版权所有""",
        "2021-08-17", "新浪财经", "江州日报", ("周启明",), ("37.2%", "20亿元", "责任编辑", "滚动播报", "缩小字体"), uri="dump.txt",
    ),
)  # fmt: skip
