package io.clio.benchmarks;

import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.DispatchReport;
import io.clio.dispatch.Dispatcher;
import io.clio.dispatch.Question;
import io.clio.dispatch.Reply;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.openai.OpenAiModel;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Asks an {@link LlmProvider} many things through the dispatcher, and says how long it took or what heap it left. */
final class LlmLoad {
    private static final String WORDS = "how do I keep bees warm in winter and what do they eat ".repeat(200);

    private static final int BLOCKS = 10;
    private static final int PROMPT = 400;
    private static final int MOST_IN_FLIGHT = 64;

    private LlmLoad() {}

    /**
     * Runs it: {@code PORT CALLS PROMPT_CHARACTERS IN_FLIGHT REQUESTS_A_MINUTE TOKENS_A_MINUTE
     * [heap|heap-keep|beside-threads]}.
     *
     * @param arguments as above; 0 for a limit that is not declared
     * @throws Exception if an asking ends early
     */
    public static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[1]);
        Dispatch.Builder settings = Dispatch.builder().maxInFlight(Integer.parseInt(arguments[3]));
        long requests = Long.parseLong(arguments[4]);
        long tokens = Long.parseLong(arguments[5]);
        if (requests > 0) {
            settings.requestsPerMinute(requests);
        }
        if (tokens > 0) {
            settings.tokensPerMinute(tokens);
        }
        OpenAiModel model = OpenAiModel.builder(URI.create("http://127.0.0.1:" + arguments[0] + "/v1"), "played")
                .build();
        Dispatcher dispatcher = Dispatcher.of(model, settings.build());
        Iterator<Question<Integer>> questions = questions(calls, Integer.parseInt(arguments[2]));
        if (arguments.length > 6 && arguments[6].equals("beside-threads")) {
            besideThreads(dispatcher, model, questions, calls);
        } else if (arguments.length > 6) {
            heap(dispatcher, questions, calls, arguments[6].equals("heap-keep"));
        } else {
            time(dispatcher, questions, calls);
        }
    }

    private static Iterator<Question<Integer>> questions(int calls, int characters) {
        return IntStream.range(0, calls)
                .mapToObj(i -> Question.of(
                        i,
                        CompletionRequest.of(SensitiveText.of(
                                String.format(Locale.ROOT, "%08d ", i) + WORDS.substring(0, characters - 9))),
                        List.of()))
                .iterator();
    }

    private static void time(Dispatcher dispatcher, Iterator<Question<Integer>> questions, int calls)
            throws LanguageModelException, InterruptedException {
        long start = System.nanoTime();
        int[] next = {0};
        dispatcher.ask(questions, reply -> require(reply, next));
        double seconds = (System.nanoTime() - start) / 1e9;
        DispatchReport report = dispatcher.report();
        if (report.answered() != calls) {
            throw new IllegalStateException("answered " + report.answered() + " of " + calls);
        }
        System.out.println(String.format(Locale.ROOT, "seconds=%.3f", seconds));
        System.out.println(report);
    }

    /**
     * In turns with threads that do nothing but call, as many as a provider is to have at once, so that what else the
     * machine is busy with holds up both.
     */
    private static void besideThreads(
            Dispatcher dispatcher, OpenAiModel model, Iterator<Question<Integer>> questions, int calls)
            throws LanguageModelException, InterruptedException {
        int block = calls / BLOCKS;
        double[] ratios = new double[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            long cpuStart = cpu();
            long start = System.nanoTime();
            callByThreads(model, questions(block, PROMPT));
            long middle = System.nanoTime();
            long cpuMiddle = cpu();
            List<Question<Integer>> next = new ArrayList<>();
            for (int j = 0; j < block; j++) {
                next.add(questions.next());
            }
            dispatcher.ask(next.iterator(), reply -> {});
            long end = System.nanoTime();
            ratios[i] = (double) (middle - start) / (end - middle);
            System.out.println(String.format(
                    Locale.ROOT,
                    "block %d: calls a second: threads %.1f, dispatcher %.1f; ms of CPU a call: %.2f, %.2f",
                    i,
                    block * 1e9 / (middle - start),
                    block * 1e9 / (end - middle),
                    (cpuMiddle - cpuStart) / 1e6 / block,
                    (cpu() - cpuMiddle) / 1e6 / block));
        }
        if (dispatcher.report().answered() != (long) BLOCKS * block) {
            throw new IllegalStateException("answered " + dispatcher.report().answered() + " of " + calls);
        }
        Arrays.sort(ratios);
        System.out.println(
                String.format(Locale.ROOT, "ratio=%.4f", (ratios[(BLOCKS - 1) / 2] + ratios[BLOCKS / 2]) / 2));
        System.out.println(dispatcher.report());
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void callByThreads(OpenAiModel model, Iterator<Question<Integer>> questions)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < MOST_IN_FLIGHT; i++) {
            Thread thread = new Thread(() -> callAll(model, questions));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void callAll(OpenAiModel model, Iterator<Question<Integer>> questions) {
        try {
            while (true) {
                Question<Integer> question;
                synchronized (questions) {
                    if (!questions.hasNext()) {
                        return;
                    }
                    question = questions.next();
                }
                Completion unused = model.complete(question.request());
            }
        } catch (LanguageModelException | InterruptedException e) {
            throw new IllegalStateException("a thread has no answer: " + e.getMessage());
        }
    }

    private static void require(Reply<Integer> reply, int[] next) {
        if (reply.key() != next[0]++) {
            throw new IllegalStateException("replies are out of order");
        }
    }

    /** Looks at the heap a hundred times, and prints the medians of the second and the last tenth of them. */
    private static void heap(Dispatcher dispatcher, Iterator<Question<Integer>> questions, int calls, boolean keep)
            throws LanguageModelException, InterruptedException {
        List<Reply<Integer>> kept = new ArrayList<>();
        List<Long> live = new ArrayList<>();
        int[] next = {0};
        dispatcher.ask(questions, reply -> {
            require(reply, next);
            // The control: a sink that keeps what it is given.
            if (keep) {
                kept.add(reply);
            }
            if (next[0] % Math.max(1, calls / 100) == 0) {
                live.add(live());
            }
        });
        if (dispatcher.report().answered() != calls) {
            throw new IllegalStateException("answered " + dispatcher.report().answered() + " of " + calls);
        }
        System.out.println("kept: " + kept.size());
        int tenth = live.size() / 10;
        double second = median(live.subList(tenth, 2 * tenth));
        double last = median(live.subList(live.size() - tenth, live.size()));
        System.out.println(String.format(Locale.ROOT, "second tenth MB: %.3f", second / 1e6));
        System.out.println(String.format(Locale.ROOT, "last tenth MB: %.3f", last / 1e6));
        System.out.println(String.format(Locale.ROOT, "ratio=%.4f", last / second));
        System.out.println(dispatcher.report());
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted)
                .skip((sorted.length - 1) / 2)
                .limit(2 - sorted.length % 2)
                .average()
                .orElse(0);
    }
}
