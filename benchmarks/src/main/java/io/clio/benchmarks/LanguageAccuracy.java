package io.clio.benchmarks;

import io.clio.LanguageDetectors;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.input.JsonLines;
import io.clio.langdetect.OpenNlpLanguageDetector;
import io.clio.spi.ConversationSource;
import io.clio.spi.LanguageDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * How often {@link OpenNlpLanguageDetector} names the language of a conversation as it is labelled, beside the best
 * guess of OpenNLP on the whole text: {@code LanguageAccuracy DATA SET…}. Not being sure counts as wrong. Of labels and
 * guesses the language alone counts, and varieties that are merged are merged for both.
 */
public final class LanguageAccuracy {
    /** Varieties whose own code of three letters belongs to a language that has one of two. */
    private static final Map<String, String> MERGED = Map.of(
            "cmn", "zh", "ekk", "et", "lvs", "lv", "nob", "no", "nno", "no", "nb", "no", "nn", "no", "pes", "fa", "plt",
            "mg");

    private static final Map<String, String> SHORT = Arrays.stream(Locale.getISOLanguages())
            .collect(
                    Collectors.toMap(code -> Locale.forLanguageTag(code).getISO3Language(), code -> code, (a, b) -> a));

    private final LanguageDetectorME raw;
    private final Set<String> known;
    private final LanguageDetector ours = new OpenNlpLanguageDetector();
    private final LanguageDetector control = LanguageDetectors.byScript();

    private LanguageAccuracy() throws IOException {
        try (InputStream in = LanguageAccuracy.class.getResourceAsStream("/langdetect-183.bin")) {
            raw = new LanguageDetectorME(new LanguageDetectorModel(in));
        }
        known = Arrays.stream(raw.getSupportedLanguages())
                .map(LanguageAccuracy::merged)
                .collect(Collectors.toSet());
    }

    private record Labelled(String language, String text) {}

    private record Guess(String gold, String raw, String ours, String control) {}

    /**
     * Prints a table a set, and how far it falls short of OpenNLP in the worst one.
     *
     * @param args the folder of the data, and names of sets
     * @throws IOException if the data cannot be read
     */
    public static void main(String[] args) throws IOException {
        LanguageAccuracy accuracy = new LanguageAccuracy();
        double worst = Double.NEGATIVE_INFINITY;
        double controls = Double.POSITIVE_INFINITY;
        for (String set : List.of(args).subList(1, args.length)) {
            List<Guess> guesses = accuracy.guess(read(Path.of(args[0], set + ".dev.jsonl.gz")));
            List<Guess> counted = guesses.stream()
                    .filter(guess -> accuracy.known.contains(guess.gold))
                    .toList();
            double baseline = share(
                    counted, counted.stream().filter(g -> g.raw.equals(g.gold)).count());
            double own = share(
                    counted, counted.stream().filter(g -> g.ours.equals(g.gold)).count());
            double byScript = share(
                    counted,
                    counted.stream().filter(g -> g.control.equals(g.gold)).count());
            print(set, guesses, counted, baseline, own, byScript);
            worst = Math.max(worst, baseline - own);
            controls = Math.min(controls, baseline - byScript);
        }
        System.out.printf(Locale.ROOT, "behind by: %.4f%ncontrol behind by: %.4f%n", worst, controls);
    }

    private static void print(
            String set, List<Guess> all, List<Guess> counted, double baseline, double own, double byScript) {
        long unsure = counted.stream().filter(g -> g.ours.equals("unknown")).count();
        System.out.printf(
                Locale.ROOT,
                "%s: %d conversations in languages that OpenNLP knows%n"
                        + "  right: OpenNLP on the whole text %.4f, ours %.4f; control, by script alone %.4f%n"
                        + "  ours unknown: %.4f; right where it answers: %.4f%n",
                set,
                counted.size(),
                baseline,
                own,
                byScript,
                share(counted, unsure),
                own * counted.size() / Math.max(1, counted.size() - unsure));
        byLanguage(counted).entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> share(
                        entry.getValue(),
                        entry.getValue().stream()
                                .filter(g -> g.ours.equals(g.gold))
                                .count())))
                .limit(8)
                .forEach(entry -> line(entry.getKey(), entry.getValue()));
        List<Guess> apart = new ArrayList<>(all);
        apart.removeAll(counted);
        if (!apart.isEmpty()) {
            System.out.println("  apart, languages that OpenNLP does not know:");
            byLanguage(apart).forEach(LanguageAccuracy::line);
        }
    }

    private static void line(String language, List<Guess> guesses) {
        String answers =
                guesses.stream().collect(Collectors.groupingBy(Guess::ours, Collectors.counting())).entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(4)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
        System.out.printf(
                Locale.ROOT,
                "    %-4s %5d  OpenNLP %.3f  ours %.3f  (%s)%n",
                language,
                guesses.size(),
                share(
                        guesses,
                        guesses.stream().filter(g -> g.raw.equals(g.gold)).count()),
                share(
                        guesses,
                        guesses.stream().filter(g -> g.ours.equals(g.gold)).count()),
                answers);
    }

    private static Map<String, List<Guess>> byLanguage(List<Guess> guesses) {
        return guesses.stream().collect(Collectors.groupingBy(Guess::gold, TreeMap::new, Collectors.toList()));
    }

    private static double share(List<?> of, long count) {
        return of.isEmpty() ? 0 : (double) count / of.size();
    }

    private List<Guess> guess(List<Labelled> labelled) {
        return labelled.stream()
                .map(one -> new Guess(
                        merged(one.language),
                        merged(raw.predictLanguage(one.text).getLang()),
                        ours.detect(SensitiveText.of(one.text)).orElse("unknown"),
                        control.detect(SensitiveText.of(one.text)).orElse("unknown")))
                .toList();
    }

    /** {@code zh-Hans} is {@code zh}, {@code deu} is {@code de}, {@code nob} is {@code no}. */
    private static String merged(String code) {
        int end = code.indexOf('-');
        String language = end < 0 ? code : code.substring(0, end);
        return MERGED.getOrDefault(language, SHORT.getOrDefault(language, language));
    }

    private static List<Labelled> read(Path file) throws IOException {
        List<Labelled> labelled = new ArrayList<>();
        Map<String, Integer> bad = new HashMap<>();
        new JsonLines(file).read(new ConversationSource.Sink() {
            @Override
            public void conversation(Conversation conversation) {
                String language =
                        conversation.metadata().at("/language").orElseThrow().toString();
                labelled.add(new Labelled(language, RawTexts.requestOf(conversation)));
            }

            @Override
            public void badRecord(BadRecord record) {
                bad.merge(record.toString(), 1, Integer::sum);
            }
        });
        if (!bad.isEmpty() || labelled.isEmpty()) {
            throw new IllegalArgumentException(file + ": " + bad.size() + " bad records, " + labelled.size() + " good");
        }
        return labelled;
    }
}
