"""Web pages of the shape that the Ministry of Commerce of China publishes its announcements in, around a given text."""

from __future__ import annotations

from html import escape

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{day} 10:00">
<meta name="ContentSource" content="安全与管制局">
<title>{title}</title>
<style>.art-con p {{ text-indent: 2em }}</style>
<script>var title = "{title}";</script>
</head>
<body>
<div class="header"><ul><li><a href="/index.html">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="wms-con"><h2 class="art-title">{title}</h2>
<div class="art-con art-con-bottonmLine">
{body}
</div></div>
<div class="foot"><p>主办单位：商务部</p><p>网站标识码 bm22000001</p><p>相关链接</p><ul><li><a href="/x.html">1.驻外机构</a></li></ul></div>
</body></html>
"""


def page(
    title: str, body: str, day: str = "2025-01-02", encoding: str = "utf-8", charset: str | None = None
) -> bytes:
    """A page with that article; `body` is HTML."""
    text = PAGE.format(title=escape(title), body=body, day=day, charset=charset or encoding)
    return text.encode(encoding, "xmlcharrefreplace")


def paragraphs(text: str) -> str:
    """Every line of a text as a paragraph of the site."""
    return "\n".join(
        f'<p style="text-indent: 2em;">{escape(line)}</p>' for line in text.splitlines() if line.strip()
    )


def broken_lines(text: str) -> str:
    """The same text with line breaks inside one paragraph, as some pages have it."""
    return "<p>" + "<br/>\n".join(escape(line) for line in text.splitlines() if line.strip()) + "</p>"


def old_table(text: str) -> str:
    """The same text inside a table that only lays out the page."""
    return f'<table width="100%"><tr><td>{paragraphs(text)}</td></tr></table>'
