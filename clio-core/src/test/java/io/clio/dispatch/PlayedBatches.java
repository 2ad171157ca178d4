package io.clio.dispatch;

import io.clio.conversation.SensitiveText;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider of batches, and time, that are played: what is asked of it takes a second, a batch an hour. The provider
 * outlasts a dispatcher: {@link #anotherProcess} gives the same with nobody who waits.
 */
final class PlayedBatches extends PlayedHost implements BatchLanguageModel {
    static final TokenUsage USAGE = TokenUsage.of(20, 10);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What an adapter does instead of what it should. */
    interface Fault {
        void happen() throws LanguageModelException, InterruptedException;
    }

    /** What becomes of a request in a batch; null if the provider loses it. */
    interface Fate {
        @Nullable
        BatchAnswer of(String prompt);
    }

    static Fault fails(Retriable.Reason reason) {
        return () -> {
            throw new Retriable(reason, "played");
        };
    }

    static Fault fails(Final.Reason reason) {
        return () -> {
            throw new Final(reason, "played");
        };
    }

    static BatchAnswer failed(Retriable.Reason reason) {
        return new BatchAnswer.Failed(new Retriable(reason, "played"));
    }

    static BatchAnswer failed(Final.Reason reason) {
        return new BatchAnswer.Failed(new Final(reason, "played"));
    }

    static BatchAnswer echo(String prompt) {
        return new BatchAnswer.Answered(
                new Completion(SensitiveText.of("echo of " + prompt), Completion.Finish.STOP, USAGE));
    }

    /** A batch at the provider. */
    static final class Kept {
        final Map<String, String> prompts = new LinkedHashMap<>();
        long endsAt;
        boolean lost;
        boolean cancelled;
    }

    final Map<String, Kept> batches;
    /** How often each prompt was answered by a single call. */
    private final Map<String, Integer> billedAlone;
    /** Prompts of single calls, in order. */
    final List<String> alone = new ArrayList<>();

    final Queue<Fault> submits = new ArrayDeque<>();
    final Queue<Fault> polls = new ArrayDeque<>();
    final Queue<Fault> collects = new ArrayDeque<>();
    /** How long the next things that are asked of it take, whoever interrupts them. */
    final Queue<Duration> heedless = new ArrayDeque<>();

    final Queue<Fate> rounds = new ArrayDeque<>();
    Fate fate = PlayedBatches::echo;
    Duration takes = Duration.ofHours(1);
    int mostRequests = 50_000;
    int losing;
    boolean strays;
    boolean hangs;
    Runnable onSubmit = () -> {};
    Runnable onCollect = () -> {};

    private final Map<String, Fate> fates;
    final List<Integer> sizes = new ArrayList<>();
    int looks;

    PlayedBatches() {
        this(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
    }

    private PlayedBatches(Map<String, Kept> batches, Map<String, Fate> fates, Map<String, Integer> billedAlone) {
        this.batches = batches;
        this.fates = fates;
        this.billedAlone = billedAlone;
    }

    /** How often each prompt was answered or will be, whether or not anybody fetches that: what the provider bills. */
    Map<String, Integer> billed() {
        Map<String, Integer> billed = new HashMap<>(billedAlone);
        batches.forEach((id, batch) -> batch.prompts.values().stream()
                .filter(prompt -> !batch.lost && !batch.cancelled)
                .filter(prompt -> fates.getOrDefault(id, fate).of(prompt) instanceof BatchAnswer.Answered answered
                        && answered.completion() != null)
                .forEach(prompt -> billed.merge(prompt, 1, Integer::sum)));
        return billed;
    }

    /** The same provider as another process sees it, so much later. */
    PlayedBatches anotherProcess(Duration later) {
        PlayedBatches next = new PlayedBatches(batches, fates, billedAlone);
        next.pass(time().plus(later));
        return next;
    }

    PlayedBatches interruptingAfter(Duration time) {
        interruptAfter(time);
        return this;
    }

    Set<String> prompts() {
        Set<String> all = new LinkedHashSet<>();
        batches.values().forEach(batch -> all.addAll(batch.prompts.values()));
        return all;
    }

    @Override
    public Running start(Runnable call) {
        Duration longer = heedless.poll();
        Duration takes = hangs ? Duration.ofDays(300) : SECOND;
        return longer == null ? play(call, takes, true) : play(call, longer, false);
    }

    private void begin(Queue<Fault> script) throws LanguageModelException, InterruptedException {
        if (isInterrupted()) {
            throw new InterruptedException("played");
        }
        Fault fault = script.poll();
        if (fault != null) {
            fault.happen();
        }
    }

    @Override
    public int mostRequests() {
        return mostRequests;
    }

    @Override
    public String submit(Map<String, CompletionRequest> requests) throws LanguageModelException, InterruptedException {
        begin(submits);
        require(requests);
        Kept batch = new Kept();
        requests.forEach((item, request) -> batch.prompts.put(item, prompt(request)));
        batch.endsAt = nanos() + takes.toNanos();
        batch.lost = losing-- > 0;
        String id = "batch-" + batches.size();
        batches.put(id, batch);
        sizes.add(requests.size());
        Fate of = rounds.isEmpty() ? fate : rounds.remove();
        fates.put(id, of);
        onSubmit.run();
        return id;
    }

    private static String prompt(CompletionRequest request) {
        return request.messages().get(0).text().reveal();
    }

    @Override
    public BatchState poll(String batch) throws LanguageModelException, InterruptedException {
        looks++;
        begin(polls);
        Kept kept = batches.get(batch);
        if (kept == null || kept.lost) {
            return BatchState.LOST;
        }
        return kept.endsAt <= nanos() || kept.cancelled ? BatchState.ENDED : BatchState.RUNNING;
    }

    @Override
    public Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException {
        begin(collects);
        Kept kept = batches.get(batch);
        if (kept == null || kept.lost || (kept.endsAt > nanos() && !kept.cancelled)) {
            throw new Final(Final.Reason.BAD_REQUEST, "not to be had");
        }
        // What was cancelled before its end has no answers, however late it is fetched.
        Map<String, BatchAnswer> all = new LinkedHashMap<>();
        kept.prompts.forEach((item, prompt) -> {
            BatchAnswer answer = kept.cancelled
                    ? failed(Retriable.Reason.OVERLOAD)
                    : fates.getOrDefault(batch, fate).of(prompt);
            if (answer != null) {
                all.put(item, answer);
            }
        });
        if (strays) {
            all.put("q999999", echo("what nobody asked"));
            all.put("", echo("what nobody asked"));
        }
        onCollect.run();
        return all;
    }

    @Override
    public void cancel(List<String> ids) throws LanguageModelException, InterruptedException {
        begin(new ArrayDeque<>());
        ids.stream()
                .map(batches::get)
                .filter(batch -> batch != null && batch.endsAt > nanos())
                .forEach(batch -> batch.cancelled = true);
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        begin(new ArrayDeque<>());
        alone.add(prompt(request));
        billedAlone.merge(prompt(request), 1, Integer::sum);
        return ((BatchAnswer.Answered) echo(prompt(request))).completion();
    }

    @Override
    public String name() {
        return "played-1";
    }
}
