package io.clio.explorer;

/** JSON within a script element of a page: no character of it can end the element or start markup. */
final class DataBlock {
    private DataBlock() {}

    /**
     * Escapes what HTML could read as markup, what ends a line in old scripts, and halves of characters that UTF-8
     * cannot write. All of it stands within strings of the JSON, so that a parser reads the same values.
     */
    static String escape(String json) {
        StringBuilder escaped = new StringBuilder(json.length() + json.length() / 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1))) {
                escaped.append(c).append(json.charAt(++i));
            } else if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
