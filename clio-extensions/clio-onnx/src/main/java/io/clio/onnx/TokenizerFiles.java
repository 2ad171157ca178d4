package io.clio.onnx;

import io.clio.wordpiece.WordPieceRules;
import io.clio.wordpiece.WordPieceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads WordPiece tokenizers, from a {@code tokenizer.json} or from a {@code vocab.txt}. */
final class TokenizerFiles {
    /** The kind of tokenizer that is read here. */
    static final String WORD_PIECE = "WordPiece";

    private TokenizerFiles() {}

    /**
     * Reads a {@code tokenizer.json}.
     *
     * @param file its outermost value
     * @param lowerCase whether letters are put in lower case; null for what the file says
     * @return the tokenizer
     * @throws IllegalArgumentException if it describes anything but a WordPiece tokenizer of the BERT family
     */
    static BertTokenizer json(JsonField file, @Nullable Boolean lowerCase) {
        JsonField model = file.at("model");
        require(model.at("type"), WORD_PIECE);
        JsonField normalizer = file.at("normalizer");
        require(normalizer.at("type"), "BertNormalizer");
        require(file.at("pre_tokenizer").at("type"), "BertPreTokenizer");
        for (String rule : List.of("clean_text", "handle_chinese_chars")) {
            if (!normalizer.at(rule).flag(true)) {
                throw normalizer.at(rule).wrong("true");
            }
        }
        boolean lower =
                lowerCase != null ? lowerCase : normalizer.at("lowercase").flag(true);
        var rules = new WordPieceRules(
                lower,
                normalizer.at("strip_accents").flag(lower),
                model.at("unk_token").text(WordPieceRules.UNKNOWN),
                model.at("continuing_subword_prefix").text(WordPieceRules.CONTINUATION),
                model.at("max_input_chars_per_word").isPresent()
                        ? model.at("max_input_chars_per_word").number()
                        : WordPieceRules.LONGEST_WORD);
        Map<String, Integer> vocabulary = vocabulary(model.at("vocab"));
        if (!vocabulary.containsKey(rules.unknown())) {
            throw model.at("unk_token").wrong("a piece of model.vocab");
        }
        Frame frame = frame(file.at("post_processor"));
        return new BertTokenizer(
                new WordPieceTokenizer(vocabulary, rules), ints(frame.opening()), ints(frame.closing()));
    }

    private static void require(JsonField field, String expected) {
        if (!field.isText() || !field.text().equals(expected)) {
            throw field.wrong('"' + expected + '"');
        }
    }

    private static Map<String, Integer> vocabulary(JsonField vocab) {
        var ids = new HashMap<String, Integer>();
        for (String piece : vocab.names()) {
            ids.put(piece, vocab.at(piece).number());
        }
        return ids;
    }

    /** The tokens around a text. */
    private record Frame(List<Integer> opening, List<Integer> closing) {}

    private static Frame frame(JsonField processor) {
        JsonField type = processor.at("type");
        return switch (type.text("")) {
            case "TemplateProcessing" -> template(processor);
            case "BertProcessing", "RobertaProcessing" ->
                new Frame(
                        List.of(processor.at("cls").at(1).number()),
                        List.of(processor.at("sep").at(1).number()));
            default -> throw type.wrong("\"TemplateProcessing\", \"BertProcessing\" or \"RobertaProcessing\"");
        };
    }

    private static Frame template(JsonField processor) {
        JsonField single = processor.at("single");
        List<Integer> opening = new ArrayList<>();
        List<Integer> closing = new ArrayList<>();
        boolean text = false;
        for (int i = 0; i < single.size(); i++) {
            JsonField special = single.at(i).at("SpecialToken");
            if (special.isPresent()) {
                JsonField ids = processor
                        .at("special_tokens")
                        .at(special.at("id").text())
                        .at("ids");
                for (int t = 0; t < ids.size(); t++) {
                    (text ? closing : opening).add(ids.at(t).number());
                }
            } else {
                text = true;
            }
        }
        if (!text) {
            throw single.wrong("a template with a place for the text");
        }
        return new Frame(opening, closing);
    }

    private static int[] ints(List<Integer> ids) {
        return ids.stream().mapToInt(id -> id).toArray();
    }

    /**
     * Reads a {@code vocab.txt}: one piece a line, whose id is the number of lines before it. The tokens around a text
     * are {@code [CLS]} and {@code [SEP]}.
     *
     * @param file the file, UTF-8
     * @param lowerCase whether letters are put in lower case
     * @param stripAccents whether accents vanish
     * @return the tokenizer
     * @throws IllegalArgumentException if it is no text or lacks a special token
     */
    static BertTokenizer vocabulary(Path file, boolean lowerCase, boolean stripAccents) {
        var ids = new HashMap<String, Integer>();
        try {
            int line = 0;
            for (String piece : Files.readString(file).split("\r?\n", -1)) {
                ids.put(piece, line++);
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": expected UTF-8, found other bytes", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        for (String special : List.of("[CLS]", "[SEP]", WordPieceRules.UNKNOWN)) {
            if (!ids.containsKey(special)) {
                throw new IllegalArgumentException(
                        file + ": found no line " + special + ", expected one among the " + ids.size());
            }
        }
        ids.remove("");
        var pieces = new WordPieceTokenizer(ids, WordPieceRules.bert(lowerCase, stripAccents));
        return new BertTokenizer(pieces, new int[] {ids.get("[CLS]")}, new int[] {ids.get("[SEP]")});
    }
}
