package io.clio.benchmarks;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.input.JsonLines;
import io.clio.privacy.detect.Detectors;
import io.clio.privacy.detect.Finding;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Recall and precision of the standard detectors on labelled sets, and how often they find something in ordinary
 * messages.
 *
 * <p>A labelled value is found strictly if findings, of whatever kind, cover each of its letters and digits, and found
 * leniently if they cover half of them. A finding is right if it shares a letter or digit with a labelled value of any
 * label; else it is a false alarm, in sets whose labels are complete.
 */
final class PiiRecall {
    /** Labelled by generation or by hand; of lifebench-pii only what a recogniser of names found is labelled. */
    private static final Set<String> COMPLETE = Set.of("presidio-synth", "meddocan-es", "pii-canary");

    private static final double RECALL_GOAL = 0.98;
    private static final double PRECISION_GOAL = 0.95;
    private static final int CONTEXT = 30;

    private final Detectors detectors = Detectors.standard();
    private final Set<String> ignored;
    private final PrintWriter samples;
    private final Map<String, int[]> recall = new TreeMap<>();
    private final Map<String, int[]> precision = new TreeMap<>();
    private final Map<String, Integer> found = new TreeMap<>();
    private final Map<String, int[]> pooledRecall = new TreeMap<>();
    private final Map<String, int[]> pooledPrecision = new TreeMap<>();
    private String set = "";
    private int messages;

    private PiiRecall(Set<String> ignored, PrintWriter samples) {
        this.ignored = ignored;
        this.samples = samples;
    }

    /** Takes a file for samples, a kind of finding to ignore or "none", and sets. */
    public static void main(String[] arguments) throws IOException {
        try (PrintWriter samples =
                new PrintWriter(Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8))) {
            PiiRecall all = new PiiRecall(Set.of(arguments[1]), samples);
            for (String set : Arrays.asList(arguments).subList(2, arguments.length)) {
                all.measure(Path.of(set));
            }
            all.judge();
        }
    }

    /** What the goals are about: each judged kind in each language, over all sets that label it. */
    private void judge() {
        double worst = Math.max(
                judge("recall", RECALL_GOAL, pooledRecall), judge("precision", PRECISION_GOAL, pooledPrecision));
        System.out.printf(Locale.ROOT, "worst;%.4f%n", worst);
    }

    private static double judge(String what, double goal, Map<String, int[]> cells) {
        double worst = -1;
        for (Map.Entry<String, int[]> cell : cells.entrySet()) {
            int[] n = cell.getValue();
            double share = (double) n[1] / n[0];
            System.out.printf(
                    Locale.ROOT, "judged %s;%s;%d;%.4f;%.4f%n", what, cell.getKey(), n[0], share, (double) n[2] / n[0]);
            worst = Math.max(worst, goal - share);
        }
        return worst;
    }

    private void measure(Path file) throws IOException {
        recall.clear();
        precision.clear();
        found.clear();
        messages = 0;
        set = file.getFileName().toString().replaceFirst("\\..*", "");
        new JsonLines(file).read(new ConversationSource.Sink() {
            @Override
            public void conversation(Conversation conversation) {
                look(conversation);
            }

            @Override
            public void badRecord(BadRecord record) {
                throw new IllegalArgumentException(record.toString());
            }
        });
        recall.forEach(
                (key, n) -> System.out.printf(Locale.ROOT, "recall;%s;%s;%d;%d;%d%n", set, key, n[0], n[1], n[2]));
        precision.forEach((key, n) -> System.out.printf(Locale.ROOT, "precision;%s;%s;%d;%d%n", set, key, n[0], n[1]));
        found.forEach((kind, n) -> System.out.printf(
                Locale.ROOT, "rate;%s;%s;%d;%d;%.2f%n", set, kind, n, messages, 1000.0 * n / messages));
        System.out.printf(Locale.ROOT, "messages;%s;%d%n", set, messages);
    }

    private void look(Conversation conversation) {
        String language =
                conversation.metadata().at("/language").map(Object::toString).orElse("?");
        Collection<?> labels = (Collection<?>) conversation
                .metadata()
                .at("/labels/pii")
                .filter(Collection.class::isInstance)
                .orElse(null);
        int number = 0;
        for (Message message : conversation.messages()) {
            String text = message.content().reveal();
            List<Finding> findings = detectors.find(text).stream()
                    .filter(finding -> !ignored.contains(finding.kind()))
                    .toList();
            messages++;
            if (labels == null) {
                findings.forEach(finding -> count(text, finding));
            } else {
                score(language, text, labelsOf(labels, number, text), findings);
            }
            number++;
        }
    }

    private record Label(String name, int start, int end) {}

    private static List<Label> labelsOf(Collection<?> all, int message, String text) {
        List<Label> labels = new ArrayList<>();
        for (Object one : all) {
            Map<?, ?> label = (Map<?, ?>) one;
            if (number(label, "m") == message) {
                labels.add(new Label(
                        String.valueOf(label.get("type")),
                        text.offsetByCodePoints(0, number(label, "start")),
                        text.offsetByCodePoints(0, number(label, "end"))));
            }
        }
        return labels;
    }

    private static int number(Map<?, ?> label, String field) {
        return ((Number) Objects.requireNonNull(label.get(field), field)).intValue();
    }

    private void score(String language, String text, List<Label> labels, List<Finding> findings) {
        BitSet covered = new BitSet();
        findings.forEach(finding -> covered.set(finding.start(), finding.end()));
        BitSet labelled = new BitSet();
        for (Label label : labels) {
            labelled.set(label.start, label.end);
            int all = 0;
            int hit = 0;
            for (int i = label.start; i < label.end; i++) {
                if (Character.isLetterOrDigit(text.charAt(i))) {
                    all++;
                    hit += covered.get(i) ? 1 : 0;
                }
            }
            score(language, text, label, new int[] {1, hit == all ? 1 : 0, 2 * hit >= all ? 1 : 0});
        }
        for (Finding finding : findings) {
            boolean right = IntStream.range(finding.start(), finding.end())
                    .anyMatch(i -> labelled.get(i) && Character.isLetterOrDigit(text.charAt(i)));
            boolean complete = COMPLETE.contains(set);
            int[] outcome = {1, right ? 1 : 0, right ? 1 : 0};
            String cell = finding.kind() + ";" + language;
            add(precision, cell + (complete ? ";complete" : ";partial"), outcome);
            if (complete) {
                add(pooledPrecision, cell, outcome);
            }
            if (!right) {
                sample("unlabelled " + finding.kind(), text, finding.start(), finding.end());
            }
        }
    }

    private void score(String language, String text, Label label, int[] outcome) {
        PiiLabels.Meaning meaning = PiiLabels.of(label.name);
        boolean judged = meaning.judged() != PiiLabels.Judged.NOT;
        boolean possible = !judged || PiiLabels.isPossible(meaning, text.substring(label.start, label.end));
        String why = possible ? meaning.judged().name() : "IMPOSSIBLE";
        add(recall, String.join(";", language, label.name, meaning.kind(), why), outcome);
        if (judged && possible) {
            add(pooledRecall, meaning.kind() + ";" + language, outcome);
        }
        if (judged && outcome[1] == 0) {
            sample("missed " + (possible ? "" : "impossible ") + label.name, text, label.start, label.end);
        }
    }

    private static void add(Map<String, int[]> cells, String key, int[] outcome) {
        int[] sums = cells.computeIfAbsent(key, unused -> new int[3]);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += outcome[i];
        }
    }

    private void count(String text, Finding finding) {
        found.merge(finding.kind(), 1, Integer::sum);
        sample("found " + finding.kind(), text, finding.start(), finding.end());
    }

    private void sample(String what, String text, int start, int end) {
        String before = text.substring(Math.max(0, start - CONTEXT), start);
        String after = text.substring(end, Math.min(text.length(), end + CONTEXT));
        samples.println(set + "\t" + what + "\t"
                + (before + "⟦" + text.substring(start, end) + "⟧" + after).replaceAll("\\s", " "));
    }
}
