package io.clio.language;

import static java.util.Map.entry;

import io.clio.conversation.SensitiveText;
import io.clio.spi.LanguageDetector;
import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Optional;

/**
 * Tells languages that have a script to themselves, or nearly so. Of a text in a script that many languages share, such
 * as Latin, Cyrillic, Arabic or Devanagari, it is not sure. Stateless.
 */
public final class ScriptDetector implements LanguageDetector {
    /** What a script says by itself; of several languages the one that nearly all its texts are in. */
    private static final Map<UnicodeScript, String> LANGUAGES = Map.ofEntries(
            entry(UnicodeScript.ARMENIAN, "hy"),
            entry(UnicodeScript.BENGALI, "bn"),
            entry(UnicodeScript.CHEROKEE, "chr"),
            entry(UnicodeScript.ETHIOPIC, "am"),
            entry(UnicodeScript.GEORGIAN, "ka"),
            entry(UnicodeScript.GREEK, "el"),
            entry(UnicodeScript.GUJARATI, "gu"),
            entry(UnicodeScript.GURMUKHI, "pa"),
            entry(UnicodeScript.HAN, "zh"),
            entry(UnicodeScript.HANGUL, "ko"),
            entry(UnicodeScript.HEBREW, "he"),
            entry(UnicodeScript.HIRAGANA, "ja"),
            entry(UnicodeScript.KANNADA, "kn"),
            entry(UnicodeScript.KHMER, "km"),
            entry(UnicodeScript.LAO, "lo"),
            entry(UnicodeScript.MALAYALAM, "ml"),
            entry(UnicodeScript.MYANMAR, "my"),
            entry(UnicodeScript.OL_CHIKI, "sat"),
            entry(UnicodeScript.ORIYA, "or"),
            entry(UnicodeScript.SINHALA, "si"),
            entry(UnicodeScript.TAMIL, "ta"),
            entry(UnicodeScript.TELUGU, "te"),
            entry(UnicodeScript.THAANA, "dv"),
            entry(UnicodeScript.THAI, "th"),
            entry(UnicodeScript.TIBETAN, "bo"),
            entry(UnicodeScript.YI, "ii"));

    private static final int LONGEST = 400;

    /** A detector. */
    public ScriptDetector() {}

    @Override
    public Optional<String> detect(SensitiveText text) {
        return of(Prose.of(text.reveal(), LONGEST));
    }

    /**
     * The language that a text's script decides.
     *
     * @param prose a text without code and the like
     * @return its ISO 639 code, or nothing if the script decides none
     */
    public static Optional<String> of(String prose) {
        return Scripts.leading(prose).map(LANGUAGES::get).map(language -> refined(language, prose));
    }

    /** Letters that the script's main language does not write. */
    private static String refined(String language, String prose) {
        return switch (language) {
            case "bn" -> prose.indexOf('\u09F0') >= 0 || prose.indexOf('\u09F1') >= 0 ? "as" : "bn";
            case "he" -> prose.chars().anyMatch(c -> c >= 0x05F0 && c <= 0x05F2) ? "yi" : "he";
            case "am" -> prose.chars().anyMatch(c -> c >= 0x1250 && c <= 0x1258) ? "ti" : "am";
            default -> language;
        };
    }

    @Override
    public String name() {
        return "script";
    }
}
