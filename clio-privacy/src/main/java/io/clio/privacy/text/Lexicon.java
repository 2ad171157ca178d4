package io.clio.privacy.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The function words and the generic words of a text's language, from bundled lists: where phrases may begin and end,
 * and which of them say little. It decides how titles read, never what may be released; that is {@link GenericWords}.
 *
 * <p>A text in several scripts has a language for each. Immutable and thread-safe.
 */
public final class Lexicon {
    /** Which languages write a script; the first is that of a text that does not tell. */
    private static final Map<UnicodeScript, List<String>> LANGUAGES = Map.of(
            UnicodeScript.LATIN,
            List.of(
                    "en", "es", "de", "fr", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "tr", "id", "vi", "cs",
                    "ro", "hu"),
            UnicodeScript.CYRILLIC,
            List.of("ru", "uk"),
            UnicodeScript.HAN,
            List.of("zh"),
            UnicodeScript.HIRAGANA,
            List.of("ja"),
            UnicodeScript.ARABIC,
            List.of("ar"),
            UnicodeScript.DEVANAGARI,
            List.of("hi"),
            UnicodeScript.THAI,
            List.of("th"),
            UnicodeScript.HANGUL,
            List.of("ko"),
            UnicodeScript.GREEK,
            List.of("el"),
            UnicodeScript.HEBREW,
            List.of("he"));

    /** Languages whose writers often leave accents out in chats. */
    private static final Set<String> OFTEN_WITHOUT_ACCENTS = Set.of("es", "fr", "it", "pt");

    private static final Pattern ACCENT = Pattern.compile("\\p{Mn}");
    private static final Map<UnicodeScript, Writing> WRITINGS = writings();
    /** With fewer function words a guess is no better than the default. */
    private static final int FEWEST_HITS = 2;

    private final Map<UnicodeScript, WordsOfLanguage> words;

    private Lexicon(Map<UnicodeScript, WordsOfLanguage> words) {
        this.words = words;
    }

    /**
     * The lexicon of a text: for each of its scripts that of the language whose function words it uses most. Where that
     * is not clear it is English for Latin, Russian for Cyrillic, and Japanese for ideographs that stand beside kana.
     *
     * @param tokens the tokens of a text
     * @return a lexicon
     */
    public static Lexicon of(List<Token> tokens) {
        Map<UnicodeScript, int[]> hits = new EnumMap<>(UnicodeScript.class);
        hits.put(UnicodeScript.LATIN, new int[Integer.SIZE]);
        for (Token token : tokens) {
            UnicodeScript script = scriptOf(token.folded());
            Writing writing = WRITINGS.get(script);
            if (writing != null) {
                writing.count(token.folded(), hits.computeIfAbsent(script, unused -> new int[Integer.SIZE]));
            }
        }
        if (hits.containsKey(UnicodeScript.HIRAGANA)) {
            hits.remove(UnicodeScript.HAN);
        }
        Map<UnicodeScript, WordsOfLanguage> words = new EnumMap<>(UnicodeScript.class);
        WRITINGS.forEach((script, writing) -> {
            int[] counts = hits.get(script);
            if (counts != null) {
                words.put(script, writing.language(counts));
            }
            if (counts != null && script == UnicodeScript.HIRAGANA) {
                words.put(UnicodeScript.HAN, writing.language(counts));
            }
        });
        return new Lexicon(words);
    }

    /**
     * Says whether a word only serves grammar or carries a request rather than its subject, so that no phrase should
     * begin or end with it.
     *
     * @param folded a folded word
     * @return true if it is a function word
     */
    public boolean isFunctionWord(String folded) {
        WordsOfLanguage language = words.get(scriptOf(folded));
        return language != null && language.function.contains(folded);
    }

    /**
     * Says whether a run of characters of a script without spaces is a word in which a function word stands that is
     * none there, as 能 in 智能.
     *
     * @param folded a folded run of characters
     * @return true if it is such a word
     */
    public boolean isCompound(String folded) {
        WordsOfLanguage language = words.get(scriptOf(folded));
        return language != null && language.compounds.contains(folded);
    }

    /**
     * Says whether a word says little.
     *
     * @param folded a folded word
     * @return true if it is a function word or a generic one
     */
    public boolean isGeneric(String folded) {
        WordsOfLanguage language = words.get(scriptOf(folded));
        return language != null && (language.function.contains(folded) || language.generic.contains(folded));
    }

    /** The script of a word's first letter; both kinds of kana are one, and digits count as Latin. */
    private static UnicodeScript scriptOf(String folded) {
        if (folded.isEmpty() || folded.charAt(0) < 0x370) {
            return UnicodeScript.LATIN;
        }
        UnicodeScript script = UnicodeScript.of(folded.codePointAt(0));
        return switch (script) {
            case KATAKANA -> UnicodeScript.HIRAGANA;
            case COMMON, INHERITED -> UnicodeScript.LATIN;
            default -> script;
        };
    }

    /** The lists of one language. */
    private static final class WordsOfLanguage {
        private final Set<String> function;
        private final Set<String> generic;
        private final Set<String> compounds;

        WordsOfLanguage(String language) {
            Set<String> words = WordLists.read("stopwords-" + language, "light-" + language);
            this.function = OFTEN_WITHOUT_ACCENTS.contains(language) ? withPlainForms(words) : words;
            this.generic = WordLists.read("generic-" + language);
            this.compounds = WordLists.read("compounds-" + language);
        }
    }

    private static Set<String> withPlainForms(Set<String> words) {
        return words.stream()
                .flatMap(word -> Stream.of(
                        word,
                        ACCENT.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                                .replaceAll("")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The languages that write one script. */
    private static final class Writing {
        private final List<WordsOfLanguage> languages;
        /** For each function word a bit per language. */
        private final Map<String, Integer> languagesOf = new HashMap<>();

        Writing(List<String> codes) {
            languages = codes.stream().map(WordsOfLanguage::new).toList();
            for (int language = 0; language < languages.size(); language++) {
                for (String word : languages.get(language).function) {
                    languagesOf.merge(word, 1 << language, (a, b) -> a | b);
                }
            }
        }

        /** Adds a word to the hits of each language in which it is a function word. */
        void count(String folded, int[] hits) {
            int bits = languagesOf.getOrDefault(folded, 0);
            for (; bits != 0; bits &= bits - 1) {
                hits[Integer.numberOfTrailingZeros(bits)]++;
            }
        }

        WordsOfLanguage language(int[] hits) {
            int best = 0;
            for (int language = 1; language < languages.size(); language++) {
                best = hits[language] > hits[best] ? language : best;
            }
            return languages.get(hits[best] >= FEWEST_HITS ? best : 0);
        }
    }

    private static Map<UnicodeScript, Writing> writings() {
        Map<UnicodeScript, Writing> writings = new EnumMap<>(UnicodeScript.class);
        LANGUAGES.forEach((script, codes) -> writings.put(script, new Writing(codes)));
        return writings;
    }
}
