"""Script in the student's Markdown, for the browser of whoever opens the page."""

from nbformat.v4 import new_markdown_cell

from tests.hostile.case import Case

ATTACKS = r"""
<script>evil(1)</script> <SCRIPT SRC=//evil.example/x.js></SCRIPT> <script
>evil(2)</script
> <img src=x onerror=evil(3)> <img src="x" ONERROR="evil(4)"/> <svg/onload=evil(5)>
<svg><script>evil(6)</script><a xlink:href="javascript:evil(7)">x</a><animate onbegin=evil(8)></svg>
<iframe src="javascript:evil(9)"></iframe> <iframe srcdoc="<script>evil(10)</script>"></iframe>
<a href="javascript:evil(11)">x</a> <a href=" jAvA&#x0A;script:evil(12)">x</a>
<a href="&#106;avascript:evil(13)">x</a> <a href="data:text/html,<script>evil(14)</script>">x</a>
[x](javascript:evil(15)) [x](JaVaScript&colon;evil(16)) [x](data:text/html;base64,PHNjcmlwdD4=)
![x](javascript:evil(17)) ![x" onerror="evil(18)](x" onerror="evil(18)) <javascript:evil(19)>
[x]: javascript:evil(20)

[x] [y](<javascript:evil(21)>) ![x](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=)

<meta http-equiv="refresh" content="0;url=javascript:evil(22)"> <base href="//evil.example/">
<link rel=stylesheet href="//evil.example/x.css"> <style>@import "//evil.example/x.css";</style>
<div style="background:url(javascript:evil(23));width:expression(evil(24))">x</div>
<div style="position:fixed;top:0;left:0;width:100%;height:100%" onclick=evil(25)>x</div>
<form action="javascript:evil(26)"><button formaction="javascript:evil(27)">x</button></form>
<object data="javascript:evil(28)"></object> <embed src="//evil.example/x.swf">
<math><mtext><table><mglyph><style><img src=x onerror=evil(29)></style></mglyph></table></math>
<noscript><p title="</noscript><img src=x onerror=evil(30)>"></noscript>
<details open ontoggle=evil(31)>
<video><source onerror=evil(32)></video> <input autofocus onfocus=evil(33)> <body onload=evil(34)>
<!--><script>evil(35)</script>--> <![CDATA[<script>evil(36)</script>]]>
</div></body><x onclick=evil(37)>

```html
</code></pre><script>evil(38)</script>
```

```</pre><script>evil(39)</script>
x
```

$\text{</script><script>evil(40)</script>}$ $$<img src=x onerror=evil(41)>$$
\begin{x}<script>evil(42)</script>\end{x} | x |
|-|
| <script>evil(43)</script> |
"""
# Within a tag that is one (text that is shown has &lt; and &gt;), after its other attributes.
IN_TAG = r"""<[a-z][\w-]*(?:[\s/]+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*[\s/]+"""
DANGER = (
    rf"(?i)<script[^>]*>\s*evil|<script[^>]*evil\.example|{IN_TAG}on\w+\s*=\s*[\"']?evil"
    rf"|{IN_TAG}(xlink:)?(href|src|\w*action|data)\s*=\s*[\"']?\s*(javascript|data:text|&#)"
    rf"|<(iframe|object|embed|base|meta[^<>]*refresh|link[^<>]*evil|form|svg)[\s>]|<style>@import"
    rf"|{IN_TAG}style\s*=\s*\"[^\"]*(fixed|url\()"
)


def change(notebook):
    notebook.cells.insert(1, new_markdown_cell(ATTACKS))
    notebook.cells += [new_markdown_cell(part) for part in ATTACKS.split("\n")]


CASE = Case(change=change, says="evil", says_not=DANGER)
