package io.clio.explorer;

import java.nio.charset.StandardCharsets;

/** The few pages of a server that have no script: a frame, and text that is only text. */
final class Html {
    /** One style, by its hash; forms go to this server alone. */
    static final String POLICY =
            "default-src 'none'; style-src " + Assets.STYLE.source() + "; base-uri 'none'; form-action 'self'";

    private Html() {}

    /** Text that anybody may have written: it can neither be markup nor change the order of what stands around it. */
    static String text(String hostile) {
        StringBuilder safe = new StringBuilder("<bdi>");
        hostile.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (isShown(c)) {
                        safe.appendCodePoint(c);
                    } else {
                        safe.append(String.format("\u27e8U+%04X\u27e9", c));
                    }
                }
            }
        });
        return safe.append("</bdi>").toString();
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /** A page with a heading; the title is ours. */
    static byte[] page(String title, String body) {
        String page = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + title + "</title>\n<style>"
                + Assets.STYLE.text() + "</style>\n</head>\n<body>\n<header class=\"bar\"><h1>Clio</h1></header>\n"
                + "<main><div id=\"view\" class=\"page\" tabindex=\"0\">\n<h2>" + title + "</h2>\n" + body
                + "</div></main>\n</body>\n</html>\n";
        return page.getBytes(StandardCharsets.UTF_8);
    }
}
