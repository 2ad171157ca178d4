package io.clio.testkit.llm;

import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/**
 * The provider that a test plays, and the model that calls it. What it is told to say is said once each, in order;
 * after that it answers {@value #USUAL}.
 */
public final class Bench implements AutoCloseable {
    static final String USUAL = "the usual answer";
    static final String KEY = "key-7Qz2-contract-Xw9";
    /** As many calls as Clio has in flight. */
    static final int AT_ONCE = 64;
    /** How long a test waits for what should happen at once. */
    static final int SECONDS = 30;
    /** How long calls have to be in flight at once. */
    static final int SECONDS_TO_MEET = 15;
    /** How long a connection may stay open after its call has ended. */
    private static final int SECONDS_TO_HANG_UP = 10;

    private static final String MODEL = "contract-model";
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration HASTY = Duration.ofSeconds(1);

    private final Function<Service, LanguageModel> models;
    private final Function<Outcome, Reply> replies;
    private final LoopbackServer server;
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private volatile LoopbackServer.Handler handler = this::fromScript;
    private volatile UnaryOperator<Reply> change = UnaryOperator.identity();

    Bench(Function<Service, LanguageModel> models, Function<Outcome, Reply> replies) throws IOException {
        this.models = models;
        this.replies = replies;
        server = new LoopbackServer(this::answer);
    }

    private Reply answer(Received request) throws Exception {
        received.add(request);
        return change.apply(handler.answer(request));
    }

    private Reply fromScript(Received request) {
        Reply next = next();
        return next == null ? usual() : next;
    }

    /** What is to be said next, and is not said again; null if there is nothing. */
    @Nullable
    Reply next() {
        return script.poll();
    }

    /** Has every reply changed on its way from now on. */
    void through(UnaryOperator<Reply> next) {
        change = next;
    }

    /**
     * Where the provider is, with a minute for a call.
     *
     * @return the service
     */
    public Service service() {
        return service(MODEL, server.base(), PATIENT);
    }

    Service service(String model, URI base, Duration timeout) {
        return new Service(base, KEY, model, timeout);
    }

    /**
     * A new model that calls this provider and waits a minute.
     *
     * @return the model under test
     */
    public LanguageModel model() {
        return model(service());
    }

    LanguageModel model(Service service) {
        return models.apply(service);
    }

    /** A new model that waits a second; only for what takes for ever. */
    LanguageModel hasty() {
        return model(service(MODEL, server.base(), HASTY));
    }

    /**
     * Has the provider say something next.
     *
     * @param outcome what
     * @return this bench
     */
    public Bench says(Outcome outcome) {
        return sends(reply(outcome));
    }

    /**
     * Has the provider send something next.
     *
     * @param reply what
     * @return this bench
     */
    public Bench sends(Reply reply) {
        script.add(reply);
        return this;
    }

    /** Has the provider answer by a function from now on. */
    Bench answersBy(LoopbackServer.Handler next) {
        handler = next;
        return this;
    }

    /** What the provider says, in its own words. */
    Reply reply(Outcome outcome) {
        return replies.apply(outcome);
    }

    Reply usual() {
        return reply(Outcome.answer(USUAL));
    }

    /**
     * What has come so far.
     *
     * @return the requests, in the order in which they came
     */
    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /**
     * The one request that has come.
     *
     * @return the request; the test fails if there is none, or another
     */
    public Received only() {
        List<Received> all = received();
        Assertions.assertEquals(1, all.size(), "a call must be one request: found other than one");
        return all.get(0);
    }

    /** Waits until the provider keeps a call waiting. */
    void awaitWaiting() throws InterruptedException {
        Assertions.assertTrue(server.awaitWaiting(SECONDS), "no request came");
    }

    /** Has a thread call, and interrupts it when the provider keeps it waiting: the call must end as it should. */
    void interrupted(Callable<?> call) throws Exception {
        var end = new FutureTask<>(call);
        var caller = new Thread(end, "contract-caller");
        caller.setDaemon(true);
        caller.start();
        awaitWaiting();
        caller.interrupt();
        ExecutionException ended = Assertions.assertThrows(
                ExecutionException.class,
                () -> end.get(SECONDS, TimeUnit.SECONDS),
                "a call whose thread is interrupted must end at once");
        InterruptedException thrown = Assertions.assertInstanceOf(
                InterruptedException.class,
                ended.getCause(),
                "a call that is interrupted must throw InterruptedException");
        discretion().requireOf(thrown);
        requireGivenUp("a call that was interrupted");
    }

    void requireGivenUp(String what) throws InterruptedException {
        Assertions.assertTrue(
                server.awaitGivenUp(SECONDS_TO_HANG_UP),
                what + " must close its connection; it was held open for " + SECONDS_TO_HANG_UP + " s");
    }

    /**
     * Asks a new model.
     *
     * @param request what
     * @return its answer
     * @throws LanguageModelException if it has none
     * @throws InterruptedException if the thread is interrupted
     */
    public Completion ask(CompletionRequest request) throws LanguageModelException, InterruptedException {
        return model().complete(request);
    }

    /**
     * Asks a new model that must fail, after one request, and without a word of what was asked or answered.
     *
     * @return the failure
     */
    public LanguageModelException failure() {
        LanguageModelException e = failure(model(), Prompts.secret());
        only();
        return e;
    }

    LanguageModelException failure(LanguageModel model, CompletionRequest request) {
        LanguageModelException e = Assertions.assertThrows(
                LanguageModelException.class,
                () -> model.complete(request),
                "there is no answer, so complete must throw a LanguageModelException");
        discretion().requireOf(e);
        return e;
    }

    Discretion discretion() {
        return new Discretion(server.base());
    }

    /** Closes the server. */
    @Override
    public void close() {
        server.close();
    }
}
