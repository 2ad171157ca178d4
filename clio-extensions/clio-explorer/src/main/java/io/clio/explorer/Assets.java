package io.clio.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The script, the style and the frame of every page, and the hashes by which a content security policy allows them. */
final class Assets {
    /** In this order: each file uses only what those before it define, until main.js starts. */
    private static final List<String> SCRIPTS = List.of(
            "text.js",
            "data.js",
            "state.js",
            "dom.js",
            "search.js",
            "colour.js",
            "labels.js",
            "map.js",
            "tree.js",
            "table.js",
            "breakdown.js",
            "compare.js",
            "privacy.js",
            "export.js",
            "keyboard.js",
            "main.js");

    static final String TEMPLATE = read("page.html");
    static final Inline STYLE = Inline.of(read("style.css"));
    static final Inline SCRIPT = Inline.of(SCRIPTS.stream()
            .map(Assets::read)
            .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "\n})();\n")));

    private Assets() {}

    /** Text within an element of the page, and the SHA-256 of it as Base64. */
    record Inline(String text, String sha256) {
        static Inline of(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return new Inline(text, Base64.getEncoder().encodeToString(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /** How a content security policy names it. */
        String source() {
            return "'sha256-" + sha256 + "'";
        }
    }

    private static String read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not beside the classes of clio-explorer");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
