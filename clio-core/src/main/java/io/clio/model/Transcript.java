package io.clio.model;

import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.prompt.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A conversation as data of a prompt: what is said and by whom, in order, and nothing of its id, user, time or
 * metadata, so that the same words give the same prompt in every run. Calls of tools, their results and instructions of
 * the application are short; what a model thought is left out.
 *
 * <p>What is too long loses its middle: first that of long messages, of the assistant's before the user's, and if that
 * is not enough, messages between the first and the last.
 */
final class Transcript {
    /** Of a tool, and of the application's instructions, so many tokens are shown. */
    private static final int ASIDE = 100;
    /** What the tags around a piece take, in tokens. */
    private static final int TAGS = 8;
    /** Of the limit, so much is left to a message of the user before messages are left out. */
    private static final int SHORTEST = 8;
    /** Of what is left to the user's messages, so much is left to the assistant's. */
    private static final int ASSISTANT = 4;

    private static final String LEFT_OUT = " … ";

    private Transcript() {}

    /** Something that is said, and the tag for who says it. */
    private record Piece(String tag, SensitiveText text) {
        Piece(String tag, String text) {
            this(tag, SensitiveText.of(text));
        }

        long tokens() {
            return TAGS + Length.tokens(text.reveal());
        }

        Piece cut(int tokens) {
            return new Piece(tag, Transcript.cut(text, tokens));
        }
    }

    /** Says whether there is anything in a conversation that would be shown. */
    static boolean isEmpty(Conversation conversation) {
        return pieces(conversation).isEmpty();
    }

    /** The conversation in about so many tokens at most. */
    static Quoted of(Conversation conversation, int tokens) {
        return Quoted.of(
                "conversation",
                within(pieces(conversation), tokens).stream()
                        .map(piece -> Quoted.of(piece.tag(), piece.text()))
                        .toList());
    }

    private static List<Piece> pieces(Conversation conversation) {
        List<Piece> pieces = new ArrayList<>();
        for (Message message : conversation.messages()) {
            for (Part part : message.parts()) {
                Piece piece = piece(message.role(), part);
                if (!piece.text().isBlank()) {
                    pieces.add(piece);
                }
            }
        }
        return pieces;
    }

    private static Piece piece(Role speaker, Part part) {
        if (part instanceof Part.Text said) {
            boolean isTalk = speaker == Role.USER || speaker == Role.ASSISTANT;
            return new Piece(lower(speaker), isTalk ? said.text() : cut(said.text(), ASIDE));
        } else if (part instanceof Part.ToolCall call) {
            String all = call.tool().reveal() + " " + call.arguments().reveal();
            return new Piece("call", cut(SensitiveText.of(all), ASIDE));
        } else if (part instanceof Part.ToolResult result) {
            return new Piece("tool", cut(result.output(), ASIDE));
        } else if (part instanceof Part.Attachment attachment) {
            return new Piece("attachment", lower(attachment.kind()));
        }
        return new Piece(lower(speaker), "");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static List<Piece> within(List<Piece> pieces, int limit) {
        List<Piece> shorter = pieces;
        for (int most = limit; most >= limit / SHORTEST; most /= 2) {
            int user = most - TAGS;
            int others = most / ASSISTANT;
            shorter = pieces.stream()
                    .map(piece -> piece.cut(piece.tag().equals("user") ? user : others))
                    .toList();
            if (tokens(shorter) <= limit) {
                return shorter;
            }
        }
        return ends(shorter, limit);
    }

    private static long tokens(List<Piece> pieces) {
        return pieces.stream().mapToLong(Piece::tokens).sum();
    }

    /** As many of the first and of the last pieces as fit. */
    private static List<Piece> ends(List<Piece> pieces, int limit) {
        int first = 0;
        for (long left = limit / 2 - pieces.get(0).tokens();
                left >= 0;
                left -= pieces.get(first).tokens()) {
            first++;
        }
        int last = pieces.size();
        for (long left = limit / 2 - pieces.get(last - 1).tokens();
                left >= 0;
                left -= pieces.get(last - 1).tokens()) {
            last--;
        }
        List<Piece> ends = new ArrayList<>(pieces.subList(0, first));
        ends.add(new Piece("omitted", last - first + " parts"));
        ends.addAll(pieces.subList(last, pieces.size()));
        return ends;
    }

    private static SensitiveText cut(SensitiveText text, int tokens) {
        String all = text.reveal();
        if (Length.tokens(all) <= tokens) {
            return text;
        }
        int half = Math.max(0, tokens - LEFT_OUT.length()) / 2;
        return SensitiveText.of(Length.start(all, half) + LEFT_OUT + Length.end(all, half));
    }
}
