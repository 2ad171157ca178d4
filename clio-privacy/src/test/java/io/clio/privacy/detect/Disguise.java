package io.clio.privacy.detect;

/** A trick that hides an identifier from a naive pattern, but not from a reader. */
enum Disguise {
    NONE {
        @Override
        String of(char c) {
            return String.valueOf(c);
        }
    },
    FULL_WIDTH {
        @Override
        String of(char c) {
            return c > ' ' && c < 127 ? String.valueOf((char) (c + 0xFEE0)) : String.valueOf(c);
        }
    },
    ZERO_WIDTH {
        @Override
        String of(char c) {
            return c + "\u200B";
        }
    },
    SOFT_HYPHEN {
        @Override
        String of(char c) {
            return c + "\u00AD";
        }
    },
    COMBINING_MARK {
        @Override
        String of(char c) {
            return Character.isLetterOrDigit(c) ? c + "\u0336" : String.valueOf(c);
        }
    },
    HOMOGLYPH {
        @Override
        String of(char c) {
            int at = "aceopxyABCEHKMOPTX".indexOf(c);
            return at < 0 ? String.valueOf(c) : String.valueOf("асеорхуАВСЕНКМОРТХ".charAt(at));
        }
    },
    ARABIC_DIGITS {
        @Override
        String of(char c) {
            return Ascii.isDigit(c) ? String.valueOf((char) (c - '0' + 0x0660)) : String.valueOf(c);
        }
    },
    BIDIRECTIONAL {
        @Override
        String of(char c) {
            return c + "\u202D\u202C";
        }
    },
    VARIATION_SELECTOR {
        @Override
        String of(char c) {
            return Character.isLetterOrDigit(c) ? c + "\uFE0F" : String.valueOf(c);
        }
    },
    OTHER_PUNCTUATION {
        @Override
        String of(char c) {
            int at = "-.:/@ ".indexOf(c);
            return at < 0 ? String.valueOf(c) : String.valueOf("\u2010\u2024\uA789\u2044\uFE6B\u00A0".charAt(at));
        }
    },
    MATHEMATICAL_DIGITS {
        @Override
        String of(char c) {
            return Ascii.isDigit(c) ? Character.toString(c - '0' + 0x1D7D8) : String.valueOf(c);
        }
    };

    abstract String of(char c);

    String apply(String text) {
        StringBuilder disguised = new StringBuilder();
        text.chars().forEach(c -> disguised.append(of((char) c)));
        return disguised.toString();
    }
}
