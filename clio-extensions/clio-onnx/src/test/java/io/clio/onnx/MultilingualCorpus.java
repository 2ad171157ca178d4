package io.clio.onnx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hand-written lines in many scripts, with characters that an editor would hide written as {@code <U+200B>}. */
final class MultilingualCorpus {
    private static final Pattern ESCAPE = Pattern.compile("<U\\+([0-9A-F]{4,6})>");

    private MultilingualCorpus() {}

    static List<String> lines() {
        var stream = Objects.requireNonNull(MultilingualCorpus.class.getResourceAsStream("multilingual.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().map(MultilingualCorpus::unescape).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String unescape(String line) {
        return ESCAPE.matcher(line).replaceAll(escape -> {
            String character = Character.toString(Integer.parseInt(escape.group(1), 16));
            return Matcher.quoteReplacement(character);
        });
    }
}
