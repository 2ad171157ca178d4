package io.clio.dispatch;

import io.clio.conversation.SensitiveText;
import io.clio.llm.CompletionRequest;
import io.clio.llm.PromptMessage;

/**
 * Tokens of a prompt from its characters, in eighths of a token: 4 for a letter of English, 1 for a space, 8 for other
 * ASCII, 14 for letters of the alphabets below U+0800 (other Latin, Greek, Cyrillic, Hebrew, Arabic), 24 for all else,
 * 32 for what takes two UTF-16 units. Some tokens are added for what providers put around each message.
 */
final class ScriptEstimate {
    /** One object, by which it is known that nobody set another. */
    static final TokenEstimate MOST = ScriptEstimate::inputTokens;

    private static final int PER_MESSAGE = 8;
    private static final int PER_REQUEST = 16;
    private static final int EIGHTHS = 8;
    private static final int LETTER = 4;
    private static final int SPACE = 1;
    private static final int OTHER_ASCII = 8;
    private static final int ALPHABET = 14;
    private static final int OTHER = 24;
    private static final int SUPPLEMENTARY = 32;
    private static final int ASCII = 0x80;
    private static final int ALPHABETS = 0x800;

    private ScriptEstimate() {}

    static long inputTokens(CompletionRequest request) {
        long tokens = PER_REQUEST;
        for (PromptMessage message : request.messages()) {
            tokens += PER_MESSAGE + tokens(message.text().reveal());
        }
        tokens += request.schema()
                .map(schema -> tokens(schema.json()) + PER_MESSAGE)
                .orElse(0L);
        return tokens
                + request.prefill()
                        .map(SensitiveText::reveal)
                        .map(ScriptEstimate::tokens)
                        .orElse(0L);
    }

    static long tokens(String text) {
        long eighths = 0;
        for (int i = 0; i < text.length(); i++) {
            eighths += eighths(text.charAt(i));
        }
        return (eighths + EIGHTHS - 1) / EIGHTHS;
    }

    private static int eighths(char c) {
        if (c < ASCII) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? LETTER : c == ' ' ? SPACE : OTHER_ASCII;
        }
        if (Character.isSurrogate(c)) {
            return SUPPLEMENTARY / 2;
        }
        return c < ALPHABETS ? ALPHABET : OTHER;
    }
}
