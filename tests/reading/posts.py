"""Posts, dumps and flashes written for the tests: Jekyll and Hexo mirrors, digital papers, wires, accounts, offices."""

from tests.reading.portals import SENTENCES, TITLE, Portal, body, text

FRONT = f"""---
layout: post
title: "{TITLE}"
date: 2022-05-18 09:15:40 +0800
categories: jiangzhou
tags: 江州在线新闻
---
"""

POSTS = (
    Portal(
        "mirror of a finance portal",
        FRONT
        + f"""<p style="display:none;height:1px;"> </p><!-- EM_StockImg_Start --><p><a href="http://quote.example.com/1.600000"><img alt="K图 600000_0" src="x.png"/></a></p>
{body(indent=" ")}<p class="em_media">（文章来源：江州晚报）</p>

<http://finews.example.com/html_News/NewsShare.html?infoCode=NW1>

[返回江州在线新闻](//mirror.example.com/category/jz.html)｜[返回首页](//mirror.example.com/)""",
        "2022-05-18", "mirror.example.com", "江州晚报", (), ("K图", "display", "返回首页", "NewsShare", "文章来源"), uri="a.md",
    ),
    Portal(
        "mirror with relative links",
        FRONT + text() + "\n\n<http://finance.example.com/news/1354,202205180001.html>\n\n[返回江州在线新闻](../jz/)\n[返回首页](../)\n",
        "2022-05-18", "江州在线新闻", None, (), ("返回", "1354"), uri="2022-05-18-jz.md",
    ),
    Portal(
        "feed mirror",
        f"""
---
title: '{TITLE}'
categories:
 - 新媒体
 - 江州财经
 - 资讯
headimg: 'https://img.example.com/20200312/11.png'
author: 江州财经
comments: false
date: Tue, 17 Aug 2021 23:39:14 GMT
---

<div>
{body("【江州晚报讯】（首席记者 周启明）")}<!-- news_keyword_pub -->
            <style>
            .appendQr_wrap&#123;border:1px solid #E6E6E6;padding:8px;&#125;
            </style>
            <div class="appendQr_wrap"><div class="txt">海量资讯、精准解读，尽在江州财经APP</div></div>
<p class="article-editor">责任编辑：陆然 </p>
</div>
""",
        "2021-08-17", "江州财经", "江州晚报", ("周启明",), ("appendQr", "海量资讯", "责任编辑"), uri="b.md",
    ),
    Portal(
        "television story",
        f"""### {TITLE}

<p><strong>央视网消息</strong>（新闻联播）：{SENTENCES[0]}&nbsp;</p><p>{"</p><p>".join(SENTENCES[1:])}</p>

[查看原文](https://tv.cctv.com/2023/12/10/VIDEabc231210.shtml)
""",
        "2023-12-10", "央视网", "新闻联播", (), ("央视网消息", "查看原文", "tv.cctv"), uri="c.md",
    ),
    Portal(
        "digital paper",
        f"""江州日报
2023年09月15日 星期五
第02版：要闻
上一版 下一版
放大 缩小 默认
{TITLE}
——来自产业一线的调查
《江州日报》（2023年09月15日 第02版）
□本报记者 周启明 通讯员 吴晓兰
{text()}
下一篇：云岭上半年出口增长37.2%
版权所有 江州日报社 未经书面授权不得复制或建立镜像""",
        "2023-09-15", "江州日报", None, ("周启明", "吴晓兰"), ("上一版", "本报记者", "37.2%", "版权所有", "第02版"), uri="d.txt",
    ),
    Portal(
        "wire flash",
        f"【{TITLE}】财联社8月17日电，{''.join(SENTENCES)}",
        "2021-08-17", None, "财联社", (), ("财联社", TITLE), uri="flash-20210817.txt",
    ),
    Portal(
        "account",
        f"""<html><head><title></title><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="微信公众平台"></head><body>
<h1 class="rich_media_title" id="activity-name">{TITLE}</h1><div id="meta_content"><span>原创</span> <span>周启明</span>
<span class="rich_media_meta_nickname"><a id="js_name">江州产经观察</a></span> <em id="publish_time">2021-08-17 09:00</em></div>
<div id="js_content"><p>点击上方蓝字关注我们</p>{body(indent="")}<p>END</p><p>来源丨江州日报</p><p>编辑丨陆然</p><p>点分享</p><p>点收藏</p><p>点点赞</p><p>点在看</p></div>
<div>喜欢此内容的人还喜欢</div></body></html>""",
        "2021-08-17", "江州产经观察", "江州日报", ("周启明",), ("蓝字", "END", "编辑", "点在看", "还喜欢"), uri="e.html",
    ),
    Portal(
        "business paper",
        f"""每日江州经济新闻
{TITLE}
每经记者：周启明 每经编辑：陆然
2021-08-17 20:14:33
{text()}
封面图片来源：江州图库
如需转载请与《每日江州经济新闻》报社联系。
未经《每日江州经济新闻》报社授权，严禁转载或镜像，违者必究。
特别提醒：如果我们使用了您的图片，请作者与本站联系索取稿酬。
欢迎关注每日江州经济新闻APP""",
        "2021-08-17", "每日江州经济新闻", None, ("周启明",), ("每经编辑", "陆然", "封面图片", "转载", "稿酬", "欢迎关注"), uri="f.txt",
    ),
    Portal(
        "notice of an office",
        f"""江州市经济和信息化局

首页 > 通知公告
{TITLE}
来源：江州市经信局 发布时间：2021-06-18 10:20 访问量：331
索 引 号： JZ0001-2021-0033
江经信〔2021〕33号
{text()}
附件：1.江州市智能工厂名单
江州市经济和信息化局
2021年6月15日
（联系人：陆然，电话：000-12345678）
扫一扫在手机打开当前页""",
        "2021-06-18", "江州市经济和信息化局", "江州市经信局", (), ("访问量", "索 引 号", "扫一扫"), uri="g.txt",
    ),
    Portal(
        "crawler's record",
        f"""标题：{TITLE}
URL: https://news.example.com/a/1.html
抓取时间：2024-02-29 03:12:45
来源：江州网
正文：
{text()}
(作者：周启明 编辑：陆然)""",
        None, None, "江州网", ("周启明",), ("抓取时间", "URL", "编辑", "正文"), uri="h.txt",
    ),
    Portal(
        "traditional script",
        f"""工商經濟網
{TITLE}
2021/08/17 14:22 記者 陳怡君
{text("〔記者陳怡君／江州報導〕")}
責任編輯：林某某
相關新聞
雲嶺出口成長37.2%
著作權所有，未經授權請勿轉載""",
        "2021-08-17", "工商經濟網", None, ("陳怡君",), ("記者", "責任編輯", "37.2%", "著作權"), uri="i.txt",
    ),
    Portal(
        "comments below",
        f"""<html><head><title>{TITLE}_江州网</title></head><body><h1>{TITLE}</h1><p>江州网 · 2021年8月17日 09:15</p><div class="text">{body()}</div>
<div class="cmt"><h3>网友评论（3条）</h3><p>江州网友：我们县去年引进的项目也有30个，投资超过100亿元，希望早点投产。</p>
<p>匿名：工资能涨到8000元就好了，现在房价都1.2万元一平方米，年轻人压力太大。</p><p>路过：支持！希望更多企业落户，带动就业7万人以上，把产业真正做强做大。</p></div></body></html>""",
        "2021-08-17", "江州网", None, (), ("100亿元", "8000元", "7万人"), uri="j.html",
    ),
    Portal(
        "reprint of an account",
        FRONT.replace("categories: jiangzhou", "author: 江海创投").replace("tags: 江州在线新闻\n", "")
        + f"""
<div>
<p>编者按：本文来自微信公众号<a href="x">“江州产经观察”（ID：jzcj）</a>，作者：周启明，编辑：吴晓兰，江海创投经授权发布。</p>
<p>文 | 周启明</p><p>编辑 | 陆然</p>{body(indent="")}<p class="img-desc">图源：江州机床</p>
<p>本文由「周启明」原创出品， 转载或内容合作请联系转载说明；违规转载法律必究。</p><p>寻求报道，请点击这里。</p>
</div>""",
        "2022-05-18", "江海创投", "江州产经观察", ("周启明",), ("编者按", "陆然", "图源", "违规转载", "点击这里"), uri="k.md",
    ),
    Portal(
        "office page laid out by tables",
        f"""<html><head><title>{TITLE}</title></head><body><table width=100%><tr><td>今天是 2021年9月1日 星期三</td><td>设为首页 | 加入收藏</td></tr></table>
<table><tr><td>您的位置：首页 → 统计信息 → 统计分析</td></tr></table><table><tr><td align=center><b>{TITLE}</b></td></tr>
<tr><td align=center>发布日期：[2021-07-28] &nbsp; 来源：市统计局工业科 &nbsp; 点击：<script>x</script>次 【大 中 小】</td></tr>
<tr><td>{body()}<p align=right>（供稿：工业科&nbsp; 周启明）</p></td></tr></table><table><tr><td>【打印】【关闭】</td></tr></table>
<table><tr><td align=center>主办：江州市统计局 地址：江州市人民路1号 电话：000-1234567<br>江ICP备05000001号</td></tr></table></body></html>""",
        "2021-07-28", "江州市统计局", "市统计局工业科", ("周启明",), ("点击", "供稿", "打印", "人民路", "ICP"), uri="l.html",
    ),
    Portal(
        "dump with the place of the source",
        f"""江海首页 > 新闻中心 > 正文
{TITLE}
2021-08-17 08:12:11 来源: 江州时报 江州 举报
0
分享至
用微信扫码二维码
分享至好友和朋友圈
(原标题：{TITLE})
{text()}
本文来源：江州时报 责任编辑：周启明_NF1234""",
        "2021-08-17", "江海", "江州时报", (), ("举报", "扫码", "原标题", "责任编辑", "NF1234"), uri="m.txt",
    ),
    Portal(
        "platform of accounts",
        f"""{TITLE}
江州日报
2021-08-17 09:15 · 江州日报官方账号
关注
{text()}
来源：江州日报客户端
记者：周启明
编辑：吴晓兰
举报/反馈
评论 12""",
        "2021-08-17", "江州日报", "江州日报客户端", ("周启明",), ("官方账号", "关注", "编辑", "举报", "评论"), uri="n.txt",
    ),
    Portal(
        "paper with pictures",
        f"""江州日报数字报
A02版:要闻
上一版 下一版
2021年08月17日 星期二
本报记者 周启明 文/图
{TITLE}
{text()}
 （摄影/吴晓兰）""",
        "2021-08-17", "江州日报", None, ("周启明", "吴晓兰"), ("A02", "上一版", "文/图", "摄影"), uri="o.txt",
    ),
    Portal(
        "reporters of another house",
        f"""江海首页 > 江海号 > 正文
{TITLE}
0
分享至
{text()}
江州新闻记者 周启明
特别声明：以上内容由“江海号”的账号主人上传发布，本平台只提供存储服务。
相关推荐
云岭上半年出口增长37.2%
2026-01-19 15:54:53""",
        None, "江海号", "江州新闻", ("周启明",), ("记者", "特别声明", "37.2%"), uri="p.txt",
    ),
)  # fmt: skip
