package io.clio.release;

import java.util.List;

/** Few words of each of four scripts, so that in a small population some words have many writers and some have one. */
final class Vocabulary {
    /** One list a script; none of the words is generic, and none is spelled like a secret or an id. */
    static final List<List<String>> SCRIPTS = List.of(
            List.of("recipe", "sourdough", "compiler", "visa", "poem", "cactus", "tax", "violin"),
            List.of("рецепт", "закваска", "компилятор", "виза", "стихи", "кактус", "налог", "скрипка"),
            List.of("国王", "光明", "海洋", "明天", "大海", "王国", "食谱", "编程"),
            List.of("وصفة", "خميرة", "مترجم", "تأشيرة", "قصيدة", "صبار", "ضريبة", "كمان"));

    /** Written by one user; each of its characters is in words that many write, none of its pairs is. */
    static final String NAME_OF_COMMON_CHARACTERS = "王明海";

    /** Structured identifiers that many users write, so that support alone would let them through. */
    static final List<String> IDENTIFIERS = List.of(
            "ivan.petrov@example.org",
            "4111 1111 1111 1111",
            "DE89 3704 0044 0532 0130 00",
            "203.0.113.77",
            "+49 30 901820440",
            "sk-a8Fk29Xq7Lm4Zt1Vb6Nc3Wd5",
            "123e4567-e89b-42d3-a456-426614174000",
            "https://example.org/people/ivan-petrov");

    /** Two numbers that are nothing one by one, and a place side by side. */
    static final List<String> HALVES_OF_A_PLACE = List.of("52.520008", "13.404954");

    /**
     * Long texts that many accounts send, word for word; those who send nothing else are as many as there are letters.
     */
    static final List<String> LETTERS = List.of(
            "recipe for sourdough bread please with cactus and violin music beside the oven every sunday morning",
            "compiler poem about a visa and a tax that nobody wants to read aloud in the garden tonight");

    private Vocabulary() {}

    static String word(int script, int index) {
        List<String> words = SCRIPTS.get(Math.floorMod(script, SCRIPTS.size()));
        return words.get(Math.floorMod(index, words.size()));
    }
}
