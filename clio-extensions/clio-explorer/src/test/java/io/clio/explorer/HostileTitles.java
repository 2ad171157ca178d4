package io.clio.explorer;

import java.util.List;

/** Titles that try to be more than text. Whatever runs sets {@code hit}. */
final class HostileTitles {
    static final List<String> ALL = List.of(
            "<script>hit=1</script>",
            "</script><script>hit=1</script>",
            "<!--<script>",
            "--><script>hit=1</script>",
            "]]><script>hit=1</script>",
            "<img src=x onerror=hit=1>",
            "<img src=https://collector.example/a.png>",
            "<svg onload=hit=1>",
            "<iframe srcdoc='<script>parent.hit=1</script>'>",
            "<style>@import 'https://collector.example/a.css';</style>",
            "<link rel=stylesheet href=//collector.example/a.css>",
            "<meta http-equiv=refresh content='0;url=https://collector.example/'>",
            "<base href=https://collector.example/>",
            "<form action=https://collector.example/><button>go",
            "<a href=javascript:hit=1>click</a>",
            "javascript:hit=1",
            "\" onmouseover=\"hit=1",
            "' onfocus='hit=1' autofocus='",
            "`${hit=1}`",
            "{{constructor.constructor('hit=1')()}}",
            "{{script}}",
            "${hit=1}",
            "\\u003cscript\\u003ehit=1\\u003c/script\\u003e",
            "&lt;script&gt;hit=1&lt;/script&gt;",
            "&#60;script&#62;hit=1",
            "abc\u202efdp.exe",
            "\u2066\u2067nested\u2069 isolates",
            "nul \u0000, bell \u0007, escape \u001b[31m",
            "line\u2028and paragraph\u2029separators",
            "tags \udb40\udc41\udb40\udc42 and zero\u200bwidth",
            "half of \ud83d a character",
            "=HYPERLINK(\"https://collector.example\")",
            "__proto__",
            "constructor",
            "W".repeat(400),
            "Z\u0351\u0310\u0313\u0346\u0342 stacked\u0315\u031b\u0340\u0341\u0358");

    private HostileTitles() {}
}
