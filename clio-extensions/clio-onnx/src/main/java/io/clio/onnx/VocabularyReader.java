package io.clio.onnx;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads the vocabulary out of a {@code tokenizer.json}: the object under the first key {@code "vocab"}, from piece to
 * id. Everything else in the file is skipped, not checked.
 */
final class VocabularyReader {
    private static final String KEY = "\"vocab\"";

    private final String json;
    private int at;

    private VocabularyReader(String json, int at) {
        this.json = json;
        this.at = at;
    }

    /**
     * Reads a vocabulary.
     *
     * @param json the whole file
     * @return ids by piece
     * @throws IllegalArgumentException if there is no vocabulary, or it is broken
     */
    static Map<String, Integer> read(String json) {
        int key = json.indexOf(KEY);
        if (key < 0) {
            throw new IllegalArgumentException("no vocabulary in the tokenizer file");
        }
        return new VocabularyReader(json, key + KEY.length()).entries();
    }

    private Map<String, Integer> entries() {
        var ids = new HashMap<String, Integer>();
        expect(':');
        expect('{');
        char next = peek();
        while (next != '}') {
            String piece = string();
            expect(':');
            ids.put(piece, number());
            next = peek();
            if (next == ',') {
                at++;
                next = peek();
            }
        }
        return ids;
    }

    private String string() {
        expect('"');
        var piece = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            piece.append(c == '\\' ? escaped(take()) : c);
        }
        return piece.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt("" + take() + take() + take() + take(), 16);
            default -> c;
        };
    }

    private int number() {
        peek();
        int start = at;
        while (Character.isDigit(take())) {}
        at--;
        return Integer.parseInt(json, start, at, 10);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new IllegalArgumentException("expected '" + wanted + "' at " + at + " of the tokenizer file");
        }
        at++;
    }

    private char peek() {
        while (Character.isWhitespace(take())) {}
        at--;
        return json.charAt(at);
    }

    private char take() {
        if (at >= json.length()) {
            throw new IllegalArgumentException("the tokenizer file ends within its vocabulary");
        }
        return json.charAt(at++);
    }
}
