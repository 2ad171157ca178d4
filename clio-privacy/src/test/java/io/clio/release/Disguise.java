package io.clio.release;

/** Ways to write an identifier so that a reader sees it and a careless machine does not. */
enum Disguise {
    NONE,
    FULL_WIDTH,
    ZERO_WIDTH,
    HOMOGLYPH,
    COMBINING,
    ARABIC_DIGITS,
    NO_BREAK_SPACES;

    static Disguise of(int pick) {
        return values()[Math.floorMod(pick, values().length)];
    }

    String wear(String identifier) {
        return switch (this) {
            case NONE -> identifier;
            case FULL_WIDTH ->
                identifier
                        .codePoints()
                        .map(c -> c > ' ' && c < 127 ? c + 0xFEE0 : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case ZERO_WIDTH -> String.join("\u200b", identifier.split(""));
            case HOMOGLYPH ->
                identifier.replace('a', '\u0430').replace('e', '\u0435').replace('o', '\u043e');
            case COMBINING -> identifier.replace("a", "a\u0301").replace("1", "1\u0301");
            case ARABIC_DIGITS ->
                identifier
                        .chars()
                        .map(c -> c >= '0' && c <= '9' ? c - '0' + 0x0660 : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case NO_BREAK_SPACES -> identifier.replace(' ', '\u00a0');
        };
    }
}
