package io.clio.benchmarks;

import io.clio.dispatch.Dispatcher;
import io.clio.dispatch.Question;
import io.clio.dispatch.Reply;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.workspace.WorkspaceSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/**
 * Kills a run that asks a model at every step, and lets another process finish it: {@code INPUT DIRECTORY KILLS NAME
 * MODE}. The model bears that name when the run goes on: with another one than before, no stored answer is found again.
 * Counts requests that were asked again although their answer was stored, or a provider had them in a batch; requests
 * that nobody asked; and results that differ from that of a run that was not killed.
 *
 * <p>The mode is {@code calls}, to be killed at calls of each step; {@code batches}, to ask in batches and be killed
 * wherever a provider has to do with one; or {@code window}, to be killed when the provider has taken a batch and has
 * not said so.
 */
final class LlmKillResume {
    private static final long SEED = 20261122;

    private static final String CALLS = "calls";
    private static final String WINDOW = "window";

    private final Path input;
    private final LlmRunOnce once;
    private final String mode;
    private final Path directory;
    private final String nameAfterwards;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, Integer> killedAt = new TreeMap<>();
    private int askedTwice;
    private int missing;
    private int differing;
    private long stored;

    private LlmKillResume(Path input, Path directory, String nameAfterwards, String mode) {
        this.input = input;
        this.mode = mode;
        this.once = new LlmRunOnce(input, !mode.equals(CALLS));
        this.directory = directory;
        this.nameAfterwards = nameAfterwards;
    }

    /** Prints the counts. */
    public static void main(String[] arguments) throws IOException, InterruptedException, LanguageModelException {
        LlmKillResume killer =
                new LlmKillResume(Path.of(arguments[0]), Path.of(arguments[1]), arguments[3], arguments[4]);
        killer.run(Integer.parseInt(arguments[2]));
    }

    private void run(int kills) throws IOException, InterruptedException, LanguageModelException {
        Path log = directory.resolve("whole.log");
        Path batches = directory.resolve("whole-batches");
        Map<String, Integer> events = new ConcurrentSkipListMap<>();
        String whole = once.run(
                directory.resolve("whole"),
                once.model(new ScriptedModel(), log, batches, (event, number) -> events.merge(event, 1, Integer::sum)));
        List<CompletionRequest> alone = LoggedModel.read(log);
        List<CompletionRequest> asked = new ArrayList<>(alone);
        BatchFolder.taken(batches).values().forEach(asked::addAll);
        System.out.println("events of a whole run: " + events);
        System.out.printf(Locale.ROOT, "requests of a whole run: %d, steps %s%n", asked.size(), steps(asked));
        for (int kill = 0; kill < kills; kill++) {
            killAndResume(directory.resolve("k" + kill), whole, hashes(asked), pointOf(alone, events));
            if ((kill + 1) % 100 == 0) {
                System.err.printf(Locale.ROOT, "%d of %d kills%n", kill + 1, kills);
            }
        }
        System.out.println("killed while it asked for: " + killedAt);
        System.out.printf(
                Locale.ROOT,
                "answers found stored, or asked for in a batch, after a kill, on average: %.1f%n",
                (double) stored / kills);
        System.out.printf(Locale.ROOT, "missing=%d%nasked twice=%d%ndiffering=%d%n", missing, askedTwice, differing);
    }

    /**
     * When to kill.
     *
     * @param event at which
     * @param number at the how manieth of its kind
     */
    private record Point(String event, int number) {}

    private Point pointOf(List<CompletionRequest> alone, Map<String, Integer> events) {
        if (mode.equals(CALLS)) {
            return new Point(LlmRunOnce.CALL, callOf(alone));
        }
        List<String> kinds = mode.equals(WINDOW)
                ? List.of(BatchFolder.Event.TAKEN.name())
                : events.keySet().stream()
                        .filter(event -> !event.equals(BatchFolder.Event.TAKEN.name()))
                        .toList();
        String kind = kinds.get(random.nextInt(kinds.size()));
        return new Point(kind, 1 + random.nextInt(events.getOrDefault(kind, 1)));
    }

    /** A call of a step, every step as often as any other, however few calls it has. */
    private int callOf(List<CompletionRequest> asked) {
        List<String> steps = List.copyOf(steps(asked).keySet());
        String step = steps.get(random.nextInt(steps.size()));
        int[] calls = IntStream.rangeClosed(1, asked.size())
                .filter(call -> step(asked.get(call - 1)).equals(step))
                .toArray();
        return calls[random.nextInt(calls.length)];
    }

    private void killAndResume(Path fresh, String whole, Set<Long> asked, Point point)
            throws IOException, InterruptedException, LanguageModelException {
        Path workspace = Files.createDirectories(fresh).resolve("work");
        Path firstLog = fresh.resolve("first.log");
        Path secondLog = fresh.resolve("second.log");
        Path batches = fresh.resolve("batches");
        kill(workspace, firstLog, batches, point);
        List<CompletionRequest> first = LoggedModel.read(firstLog);
        killedAt.merge(
                !mode.equals(CALLS) ? point.event : first.isEmpty() ? "nothing" : step(first.get(first.size() - 1)),
                1,
                Integer::sum);
        Set<Long> known = stored(workspace, first);
        Map<String, List<CompletionRequest>> before = BatchFolder.taken(batches);
        for (List<CompletionRequest> batch : before.values()) {
            first.addAll(batch);
            known.addAll(hashes(batch));
        }
        stored += known.size();

        String result = once.run(workspace, once.model(renamed(), secondLog, batches, (event, number) -> {}));
        List<CompletionRequest> second = LoggedModel.read(secondLog);
        BatchFolder.taken(batches).forEach((id, batch) -> {
            if (!before.containsKey(id)) {
                second.addAll(batch);
            }
        });
        Set<Long> distinct = hashes(second);
        askedTwice += second.size() - distinct.size();
        askedTwice += (int) distinct.stream().filter(known::contains).count();
        distinct.addAll(hashes(first));
        missing += (int) asked.stream().filter(one -> !distinct.contains(one)).count();
        differing += result.equals(whole) ? 0 : 1;
        delete(fresh);
    }

    private LanguageModel renamed() {
        return new ScriptedModel() {
            @Override
            public String name() {
                return nameAfterwards;
            }
        };
    }

    /** Lets a process come to an event, and kills it there or a moment later. */
    private void kill(Path workspace, Path log, Path batches, Point point) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LlmRunOnce.class.getName(),
                        input.toString(),
                        workspace.toString(),
                        log.toString(),
                        mode.equals(CALLS) ? "-" : batches.toString(),
                        point.event,
                        Integer.toString(point.number))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("now")) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
    }

    /** Which of some requests have an answer in the workspace: what nobody needs to be asked. */
    private static Set<Long> stored(Path workspace, List<CompletionRequest> requests)
            throws IOException, InterruptedException, LanguageModelException {
        Set<Long> known = new HashSet<>();
        try (WorkspaceSession session = LlmRunOnce.workspace(workspace).begin()) {
            Dispatcher dispatcher = Dispatcher.of(new Silent(), LlmRunOnce.settings(), session);
            dispatcher.askInAnyOrder(
                    requests.stream()
                            .map(request -> Question.of(ScriptedModel.hash(request), request, List.of()))
                            .iterator(),
                    reply -> {
                        if (reply instanceof Reply.Answered<Long> answered) {
                            known.add(answered.key());
                        }
                    });
        }
        return known;
    }

    /** Bears the name of the model that was asked, and answers nothing. */
    private static final class Silent implements LanguageModel {
        @Override
        public Completion complete(CompletionRequest request) throws LanguageModelException {
            throw new LanguageModelException.Final(LanguageModelException.Final.Reason.REFUSED, "not now");
        }

        @Override
        public String name() {
            return new ScriptedModel().name();
        }
    }

    private static Set<Long> hashes(List<CompletionRequest> requests) {
        Set<Long> hashes = new HashSet<>();
        requests.forEach(request -> hashes.add(ScriptedModel.hash(request)));
        return hashes;
    }

    private static Map<String, Integer> steps(List<CompletionRequest> requests) {
        Map<String, Integer> steps = new TreeMap<>();
        requests.forEach(request -> steps.merge(step(request), 1, Integer::sum));
        return steps;
    }

    private static String step(CompletionRequest request) {
        return request.schema().orElseThrow().name();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
