package io.clio.dispatch;

import io.clio.llm.BatchLanguageModel;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.workspace.WorkspaceSession;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Asks a language model many things: as many at once as the provider takes, again where that may help, each thing once,
 * and never beyond a budget.
 *
 * <pre>{@code
 * Dispatcher dispatcher = Dispatcher.of(model, Dispatch.builder().budget(Budget.tokens(50_000_000)).build());
 * dispatcher.ask(questions.iterator(), reply -> { … });
 * System.out.println(dispatcher.report());
 * }</pre>
 *
 * <p>All askings of a dispatcher share its limits, its budget and its answers. The same request with the same draw is
 * asked once, whatever its temperature: a run that is resumed must find every answer that was paid for, and the same
 * question has one answer within a run. Whoever wants several answers to one request says so, see
 * {@link Question#draw}. Failures are not kept.
 *
 * <p>{@code docs/llm-dispatch.md} says what happens at each fault. Safe for use by several threads; holds no thread
 * when nothing is asked, and needs no closing.
 */
public final class Dispatcher {
    private final String model;
    private final Dispatch settings;
    private final Answers answers;
    private final Host host;
    private final DoubleSupplier jitter;
    private final Optional<WorkspaceSession> workspace;
    private final Purse purse;
    private final BatchNotes notes;
    private final Desk desk;
    private final Optional<Batching> batching;

    private Dispatcher(
            LanguageModel model,
            String name,
            Dispatch settings,
            Answers answers,
            Host host,
            DoubleSupplier jitter,
            Optional<WorkspaceSession> workspace,
            Purse purse) {
        if (settings.batching().isPresent() && !(model instanceof BatchLanguageModel)) {
            throw new IllegalStateException("the model " + name + " takes no batches, for its adapter "
                    + model.getClass().getName() + " is no BatchLanguageModel; ask without Dispatch.inBatches(), or"
                    + " through an adapter that takes them");
        }
        this.model = name;
        this.settings = settings;
        this.answers = answers;
        this.host = host;
        this.jitter = jitter;
        this.workspace = workspace;
        this.purse = purse;
        this.notes = new BatchNotes(workspace, name);
        this.batching = settings.batching();
        this.desk = new Desk(
                model, name, settings, host, answers, notes, purse, new Backoff(jitter, settings.longestWait()));
    }

    /** Shares all but whether questions are put into batches. */
    private Dispatcher(Dispatcher other) {
        this.model = other.model;
        this.settings = other.settings;
        this.answers = other.answers;
        this.host = other.host;
        this.jitter = other.jitter;
        this.workspace = other.workspace;
        this.purse = other.purse;
        this.notes = other.notes;
        this.desk = other.desk;
        this.batching = Optional.empty();
    }

    /**
     * A dispatcher that keeps answers in memory alone.
     *
     * @param model the model
     * @param settings how it is asked
     * @return the dispatcher
     * @throws IllegalStateException if the budget is in money and there is no price of the model, or questions are to
     *     be put into batches and the model takes none
     */
    public static Dispatcher of(LanguageModel model, Dispatch settings) {
        return of(model, settings, Optional.empty(), new ThreadHost(), jitter());
    }

    /**
     * A dispatcher that keeps answers in a workspace too, and finds those that are there.
     *
     * @param model the model, with a name that tells it from others
     * @param settings how it is asked
     * @param workspace an open workspace, to be closed after the last asking
     * @return the dispatcher
     * @throws IllegalStateException if the budget is in money and there is no price of the model, the model's name is
     *     that of its class, which could stand for two models, or questions are to be put into batches and the model
     *     takes none
     */
    public static Dispatcher of(LanguageModel model, Dispatch settings, WorkspaceSession workspace) {
        requireName(model);
        return of(model, settings, Optional.of(workspace), new ThreadHost(), jitter());
    }

    static Dispatcher of(
            LanguageModel model,
            Dispatch settings,
            Optional<WorkspaceSession> workspace,
            Host host,
            DoubleSupplier jitter) {
        Answers answers = new Answers(host, workspace, settings.answersInMemory());
        // Asked for now, before the model has seen a text.
        String name = model.name();
        Purse purse = new Purse(settings.budget(), price(name, settings));
        return new Dispatcher(model, name, settings, answers, host, jitter, workspace, purse);
    }

    /**
     * The same dispatcher, by which nothing is put into batches that is not in one already: for whoever cannot wait for
     * a day.
     *
     * @return a dispatcher with the same limits, budget, answers and report
     */
    public Dispatcher oneByOne() {
        return new Dispatcher(this);
    }

    /**
     * A dispatcher that asks another model, out of the same budget and with the same answers at hand. The limits of
     * requests and tokens hold for each by itself.
     *
     * @param other the other model
     * @return a dispatcher with a report of its own
     * @throws IllegalStateException as {@link #of(LanguageModel, Dispatch, WorkspaceSession)}
     */
    public Dispatcher alongside(LanguageModel other) {
        if (workspace.isPresent()) {
            requireName(other);
        }
        String name = other.name();
        Purse shared = purse.alongside(price(name, settings));
        return new Dispatcher(other, name, settings, answers, host, jitter, workspace, shared);
    }

    private static void requireName(LanguageModel model) {
        if (model.name().isBlank() || model.name().equals(model.getClass().getSimpleName())) {
            throw new IllegalStateException("with a workspace a language model needs a name of its own; override name()"
                    + " of " + model.getClass().getName() + ", and change it when the model changes");
        }
    }

    private static Optional<Price> price(String model, Dispatch settings) {
        Optional<Price> price = settings.prices().of(model);
        if (price.isEmpty() && settings.budget().dollars().isPresent()) {
            throw new IllegalStateException("a budget in dollars needs the price of the model " + model
                    + ", which is not in the price table; add it with PriceTable.with, or set a budget in tokens");
        }
        return price;
    }

    private static DoubleSupplier jitter() {
        SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
        return () -> {
            synchronized (random) {
                return random.nextDouble();
            }
        };
    }

    /**
     * Asks, and hands out the replies in the order of the questions. Returns when each question has had its reply.
     * Questions are taken in as there is room for them, on the calling thread, as are replies handed out; a source or a
     * sink that takes long holds up this asking. When this ends in whatever way, no call of it is under way any more.
     *
     * @param questions the questions; never more of them are held than are needed to keep the model busy
     * @param replies is given one reply for each question
     * @param <K> the type of the questions' keys
     * @throws BudgetExhausted if the next call would not fit into the budget
     * @throws LanguageModelException.Final if the provider does not accept the key, or the account is empty, which
     *     holds for every question
     * @throws io.clio.workspace.WorkspaceException if the disk fails
     * @throws IllegalStateException if the model does not give up calls that are interrupted, or throws an error
     * @throws InterruptedException if the calling thread is interrupted; all calls are given up
     */
    public <K> void ask(Iterator<Question<K>> questions, Consumer<? super Reply<K>> replies)
            throws LanguageModelException.Final, InterruptedException {
        new Asking<K>(desk, answers, notes, settings, batching, model, true).run(questions, replies);
    }

    /**
     * Asks, and hands out each reply as soon as it is there. Otherwise like {@link #ask}.
     *
     * @param questions the questions
     * @param replies is given one reply for each question
     * @param <K> the type of the questions' keys
     * @throws BudgetExhausted if the next call would not fit into the budget
     * @throws LanguageModelException.Final if the provider does not accept the key, or the account is empty
     * @throws InterruptedException if the calling thread is interrupted; all calls are given up
     */
    public <K> void askInAnyOrder(Iterator<Question<K>> questions, Consumer<? super Reply<K>> replies)
            throws LanguageModelException.Final, InterruptedException {
        new Asking<K>(desk, answers, notes, settings, batching, model, false).run(questions, replies);
    }

    /**
     * What was done so far, by all askings.
     *
     * @return the report
     */
    public DispatchReport report() {
        return desk.report();
    }

    /**
     * Whom it asks.
     *
     * @return the name of the model
     */
    public String model() {
        return model;
    }

    /** Prints the model's name. */
    @Override
    public String toString() {
        return "Dispatcher[" + model + "]";
    }
}
