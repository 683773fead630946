"""The frame of the HTML page: its style sheet for screen and paper, and the search box."""

from __future__ import annotations

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dfe7; --paper: #fff; --shade: #f4f6f9;
  --error: #b3261e; --warning: #8a5a00; --info: #1f5fa8; --good: #1b6e3c; --mark: #ffe28a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --soft: #9aa5b4; --line: #38414d; --paper: #15191f;
  --shade: #1f252d; --error: #ff8a80; --warning: #f0b429; --info: #82b6f5; --good: #6fcf97; --mark: #6b5300; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1.05rem; margin: 0 0 .4rem; }
small, .heading, .more, footer { color: var(--soft); font-weight: normal; } .heading { margin: .2rem 0 1rem; }
.verdict { padding: .7rem 1rem; border-left: .35rem solid; background: var(--shade); font-size: 1.1rem; margin: 0; }
.verdict.good { border-color: var(--good); } .verdict.bad { border-color: var(--error); }
.cards { display: flex; flex-wrap: wrap; gap: .6rem 1.6rem; list-style: none; padding: 0; margin: 1rem 0 0; }
.cards b { font-size: 1.3rem; }
.badge { border: 1px solid; border-radius: .25rem; padding: 0 .35rem; font-size: .85rem; font-weight: bold;
  white-space: nowrap; }
.badge.error { color: var(--error); } .badge.warning { color: var(--warning); } .badge.info { color: var(--info); }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-weight: normal; white-space: nowrap; }
.counts th + th, .counts td + td, .top th:last-child, .top td:last-child { text-align: right; white-space: nowrap; }
.counts td + td { font-variant-numeric: tabular-nums; }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem 2.5rem;
  align-items: start; margin-top: 1.5rem; }
.aside { color: var(--soft); padding-left: 1.2rem; }
a { color: inherit; text-decoration-color: var(--soft); }
.top p { margin: 0; }
.cause { border-top: 1px solid var(--line); padding: 1rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: 0 0 .6rem; font-size: .95rem; }
dt { color: var(--soft); } dd { margin: 0; }
.findings { padding-left: 2.4rem; margin: 0; }
.finding { margin: .5rem 0; break-inside: avoid; } .finding p { margin: 0; }
.place { overflow-wrap: anywhere; }
pre { background: var(--shade); padding: .4rem .6rem; margin: .3rem 0; overflow-x: auto; font-size: .9rem; }
pre, code { font-family: "Sarasa Mono SC", "Noto Sans Mono CJK SC", "NSimSun", monospace; }
pre i { color: var(--soft); font-style: normal; }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--error); padding: 0 1px; }
summary { cursor: pointer; color: var(--soft); }
#find { width: 100%; padding: .5rem .7rem; font: inherit; margin: 0 0 1rem; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .6rem; font-size: .9rem; }
@media (max-width: 40rem) { body { padding: 1rem; } .top thead { display: none; }
  .top tr { display: grid; grid-template-columns: max-content 1fr max-content; border-bottom: 1px solid var(--line); }
  .top td { border: 0; } .top td:nth-child(3) { grid-row: 2; grid-column: 1 / -1; padding-top: 0; }
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .3rem; } .findings { padding-left: 1.6rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } #find { display: none; }
  .verdict, pre { background: none; border: 1px solid #999; }
  pre { white-space: pre-wrap; } h2, h3 { break-after: avoid; }
  thead { display: table-header-group; } tr { break-inside: avoid; } @page { size: A4; margin: 18mm 15mm; } }
"""

_SCRIPT = """
(function () {
  var causes = document.querySelectorAll(".cause");
  if (!causes.length) return;
  var box = document.createElement("input");
  box.id = "find"; box.type = "search"; box.placeholder = "查找: 编码、部门、规则或文字";
  box.setAttribute("aria-label", "查找");
  causes[0].parentNode.insertBefore(box, causes[0]);
  var waiting;
  box.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(find, 200);
  });
  function find() {
    var wanted = box.value.trim().toLowerCase();
    causes.forEach(function (cause) {
      var all = cause.querySelector("h3").textContent.toLowerCase().indexOf(wanted) >= 0, any = all;
      cause.querySelectorAll(".finding").forEach(function (one) {
        one.hidden = !all && one.textContent.toLowerCase().indexOf(wanted) < 0;
        any = any || !one.hidden;
      });
      cause.querySelectorAll("details").forEach(function (fold) { fold.open = wanted !== "" && !all; });
      cause.hidden = !any;
    });
  }
})();
"""


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


#: The page, with places for title, body and source; nothing in it is fetched from anywhere.
PAGE = f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{{title}}</title>
<style>{_braced(_STYLE)}</style>
</head>
<body>
{{body}}<footer>{{source}}</footer>
<script>{_braced(_SCRIPT)}</script>
</body>
</html>
"""
