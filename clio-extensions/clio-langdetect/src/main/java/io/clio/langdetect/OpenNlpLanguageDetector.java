package io.clio.langdetect;

import io.clio.conversation.SensitiveText;
import io.clio.language.Prose;
import io.clio.language.ScriptDetector;
import io.clio.language.Scripts;
import io.clio.spi.LanguageDetector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells about 100 languages apart: by script where a language has one to itself, else by Apache OpenNLP's model of
 * character sequences and by common words, among the languages that write the script.
 *
 * <p>It decides on the first 300 characters of prose: code, addresses, placeholders and words of another script, such
 * as names of products, do not count. It is not sure if a language that is not closely related to the best one is
 * nearly as likely. Varieties are merged: both written forms of Norwegian are {@code no}, all of Chinese is {@code zh}.
 *
 * <p>The model takes up about 35 MB of heap. Deterministic; immutable and thread-safe.
 */
public final class OpenNlpLanguageDetector implements LanguageDetector {
    private static final String MODEL = "langdetect-183.bin";
    private static final int LONGEST = 300;
    /** What one common word weighs, in logarithms of the model's probability; measured, see docs/languages.md. */
    private static final double WORTH_OF_A_WORD = 0.2;

    private static final int MOST_WORDS = 8;
    /** What a rare language starts with. */
    private static final double HANDICAP = StrictMath.log(0.7);
    /** By how much the best language must be ahead of one that is no kin of it: about 5 % more likely. */
    private static final double MARGIN = 0.05;
    /** Where fewer of the Latin words within a text of another script are common ones, they are names. */
    private static final double COMMON_IN_SENTENCES = 0.3;

    private final LanguageDetectorME model;
    private final CommonWords words = CommonWords.read();

    /**
     * Loads the model from the class path.
     *
     * @throws IllegalStateException if the model is not there
     */
    public OpenNlpLanguageDetector() {
        InputStream in = OpenNlpLanguageDetector.class.getClassLoader().getResourceAsStream(MODEL);
        if (in == null) {
            throw new IllegalStateException(
                    MODEL + " is not on the class path; add org.apache.opennlp:opennlp-models-langdetect");
        }
        try (in) {
            model = new LanguageDetectorME(new LanguageDetectorModel(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + MODEL, e);
        }
    }

    @Override
    public Optional<String> detect(SensitiveText text) {
        return of(Prose.of(text.reveal(), LONGEST));
    }

    private Optional<String> of(String prose) {
        Optional<UnicodeScript> leading = Scripts.leading(prose);
        if (leading.isEmpty() || !Languages.isShared(leading.get())) {
            return ScriptDetector.of(prose);
        }
        UnicodeScript script = leading.get();
        String written = Scripts.only(script, prose);
        if (script == UnicodeScript.LATIN && words.share(written) < COMMON_IN_SENTENCES) {
            String rest = Scripts.without(script, prose);
            if (Scripts.leading(rest).isPresent()) {
                return of(rest);
            }
        }
        return best(scores(written, script));
    }

    /** The logarithm of each language's likelihood, up to a constant. */
    private Map<String, Double> scores(String written, UnicodeScript script) {
        Map<String, Double> scores = new HashMap<>();
        for (Language language : model.predictLanguages(written)) {
            String code = Languages.codeOf(language.getLang());
            if (Languages.writes(code, script)) {
                double prior = Languages.isRare(code) ? HANDICAP : 0;
                scores.merge(code, prior + StrictMath.log(Math.max(1e-9, language.getConfidence())), Math::max);
            }
        }
        if (script == UnicodeScript.LATIN) {
            // The model knows Serbian in Cyrillic alone; in Latin it looks like Croatian but for some words.
            scores.put("sr", Math.max(score(scores, "hr"), score(scores, "bs")));
        }
        Map<String, Integer> counts = words.count(written);
        scores.replaceAll(
                (language, score) -> score + WORTH_OF_A_WORD * Math.min(MOST_WORDS, counts.getOrDefault(language, 0)));
        return scores;
    }

    private static Optional<String> best(Map<String, Double> scores) {
        String best = "";
        for (String language : scores.keySet()) {
            double lead = best.isEmpty() ? 1 : score(scores, language) - score(scores, best);
            best = lead > 0 || (lead == 0 && language.compareTo(best) < 0) ? language : best;
        }
        String winner = best;
        boolean doubtful = scores.keySet().stream()
                .filter(other -> !other.equals(winner) && !Languages.areKin(winner, other))
                .anyMatch(other -> score(scores, winner) - score(scores, other) < MARGIN);
        return doubtful || winner.isEmpty() ? Optional.empty() : Optional.of(winner);
    }

    private static double score(Map<String, Double> scores, String language) {
        return scores.getOrDefault(language, Double.NEGATIVE_INFINITY);
    }

    @Override
    public String name() {
        return "opennlp langdetect-183";
    }
}
