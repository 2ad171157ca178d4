package io.clio.engine;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.clio.conversation.BadInputException;
import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Subject;
import io.clio.dispatch.Batching;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import io.clio.release.InputReport;
import io.clio.release.SupportIndex;
import io.clio.spi.ConversationSource;
import io.clio.spi.Progress;
import io.clio.workspace.Fingerprint;
import io.clio.workspace.WorkspaceException;
import io.clio.workspace.WorkspaceSession;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Streams conversations from the source through {@link Reading}, batch by batch on several threads, and brings what is
 * kept into canonical order, each id once. Raw text is gone when a batch is read.
 */
final class Intake implements ConversationSource.Sink {
    private static final int BATCH = 64;
    /** A language model answers many at once, and one that takes its time holds up its batch. */
    private static final int BATCH_FOR_MODELS = 256;
    /** So many failures more than the ceiling allows, and it will not be kept any more. */
    private static final int BEYOND_HOPE = 5;

    private static final int TOO_EARLY_TO_TELL = 50;

    private final Plan plan;
    private final ModelStages models;
    private final int batchSize;
    private final int mostUnderWay;
    private final ExecutorService pool;
    private final @Nullable WorkspaceSession session;
    private final SupportIndex.Builder support;
    private final Reading reading;
    private final BadRecords bad;
    private final Delivery delivery = new Delivery();
    private final HashFunction order;
    private final HashFunction pseudonym;
    private final Deque<Future<Reading.Result>> underWay = new ArrayDeque<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> failures = new HashMap<>();
    private final Map<String, String> failureKinds = new HashMap<>();
    private List<Conversation> batch = new ArrayList<>();
    private long read;
    private long passedOver;
    private long partsLeftOut;
    private long screenedOut;
    private long notLetIn;
    private Reading.@Nullable Failure lastFailure;

    Intake(
            Plan plan,
            ModelStages models,
            ExecutorService pool,
            @Nullable WorkspaceSession session,
            Map<String, String> stages) {
        this.plan = plan;
        this.models = models;
        Optional<Batching> batching =
                plan.models().flatMap(asked -> asked.dispatch().batching());
        // Those that are read at the same time fill one batch at a provider together.
        this.batchSize = batching.map(how -> Math.max(BATCH_FOR_MODELS, how.most() / plan.threads()))
                .orElse(plan.models().isPresent() ? BATCH_FOR_MODELS : BATCH);
        this.mostUnderWay = batching.isPresent() ? plan.threads() : 2 * plan.threads();
        this.pool = pool;
        this.session = session;
        this.support = plan.ledger()
                .map(ledger -> SupportIndex.builder(plan.policy(), plan.seed(), ledger))
                .orElseGet(() -> SupportIndex.builder(plan.policy(), plan.seed()));
        this.order = ContentKey.keyedBy(plan.seed());
        this.reading = new Reading(plan, models, order, support, session, stages);
        this.bad = new BadRecords(plan.badRecordCeiling());
        SecureRandom random = new SecureRandom();
        this.pseudonym = Hashing.sipHash24(random.nextLong(), random.nextLong());
    }

    /** What is kept of a conversation, without its raw subject. */
    private record Entry(
            ContentKey content,
            ContentKey id,
            boolean hasId,
            ContentKey owner,
            boolean hasUser,
            List<FacetRow> rows,
            int ticket,
            List<Fingerprint> keepers) {
        /** The tickets of its rows: that of the conversation, and those that follow it. */
        IntStream tickets() {
            return IntStream.range(ticket, ticket + rows.size());
        }
    }

    Rows run() {
        delivery.read(plan.source(), this);
        submit();
        while (!underWay.isEmpty()) {
            collect();
        }
        bad.requireFew(read);
        requireFewFailures();
        reading.requireAnswers();
        return inCanonicalOrder();
    }

    @Override
    public void conversation(Conversation conversation) {
        read++;
        batch.add(conversation);
        if (batch.size() == batchSize) {
            delivery.take(this::submit);
        }
    }

    @Override
    public void badRecord(BadRecord record) {
        bad.add(record, read);
    }

    @Override
    public void passedOver(long conversations) {
        passedOver += conversations;
    }

    @Override
    public void partsLeftOut(long parts) {
        partsLeftOut += parts;
    }

    private void submit() {
        if (!batch.isEmpty()) {
            List<Conversation> full = batch;
            batch = new ArrayList<>(batchSize);
            underWay.add(pool.submit(() -> reading.read(full)));
        }
        while (underWay.size() > mostUnderWay) {
            collect();
        }
    }

    private void collect() {
        try {
            keep(underWay.remove().get());
        } catch (InterruptedException e) {
            throw Cancelled.during(Progress.Stage.READ);
        } catch (ExecutionException e) {
            models.check();
            Throwable failure = Failed.original(e);
            if (failure instanceof WorkspaceException ours) {
                throw ours;
            }
            throw Failed.at("reading a conversation", failure);
        }
        Cancelled.check(Progress.Stage.READ);
        requireHope();
        plan.progress().update(Progress.Stage.READ, entries.size(), Progress.UNKNOWN);
    }

    private void keep(Reading.Result result) {
        result.kept().forEach(this::keep);
        screenedOut += result.screenedOut();
        notLetIn += result.failures();
        lastFailure = result.failure() == null ? lastFailure : result.failure();
    }

    private void keep(Reading.Kept kept) {
        int ticket = support.add(kept.subject(), kept.digest());
        for (int further = 1; further < kept.values().size(); further++) {
            support.addPart(ticket, kept.digest());
        }
        String user = kept.subject().reveal().orElse("");
        boolean hasId = kept.id() != null;
        ContentKey id = kept.id() == null ? kept.content() : kept.id();
        entries.add(new Entry(
                kept.content(),
                id,
                hasId,
                ContentKey.of(user, order),
                kept.subject().isKnown(),
                rows(pseudonymOf(kept.subject(), ticket), kept.values()),
                ticket,
                session == null ? List.of() : List.of(session.owner(kept.subject()))));
        kept.failures().forEach((facet, kind) -> {
            failures.merge(facet, 1L, Long::sum);
            failureKinds.put(facet, kind);
        });
    }

    private static List<FacetRow> rows(Subject subject, List<FacetValues> values) {
        return values.stream().map(some -> new FacetRow(subject, some)).toList();
    }

    /** A conversation that counts as a user of its own gets one, so that all stages count as the gate does. */
    private Subject pseudonymOf(Subject subject, int ticket) {
        Subject nobody =
                plan.policy().eachConversationIsAUser() ? Subject.ofUser("conversation " + ticket) : Subject.unknown();
        return subject.reveal()
                .map(id -> Subject.ofUser(
                        pseudonym.hashString(id, StandardCharsets.UTF_8).toString()))
                .orElse(nobody);
    }

    /**
     * A facet, a screen or a recogniser that fails on more than the ceiling is broken, and a result without it would
     * mislead.
     */
    private void requireFewFailures() {
        if (lastFailure != null && notLetIn > plan.badRecordCeiling() * read) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s failed on %d of %d conversations, more than the ceiling of %.1f %% (%s)",
                    lastFailure.who(),
                    notLetIn,
                    read,
                    100 * plan.badRecordCeiling(),
                    lastFailure.how()));
        }
        failures.forEach((facet, count) -> {
            if (count > plan.badRecordCeiling() * read) {
                throw new BadInputException(String.format(
                        Locale.ROOT,
                        "facet '%s' failed on %d of %d conversations, more than the ceiling of %.1f %% (%s)",
                        facet,
                        count,
                        read,
                        100 * plan.badRecordCeiling(),
                        failureKinds.get(facet)));
            }
        });
    }

    /** What is asked of a language model costs money, so a run that can only fail ends before its last conversation. */
    private void requireHope() {
        long most = (long) (BEYOND_HOPE * plan.badRecordCeiling() * (entries.size() + screenedOut)) + TOO_EARLY_TO_TELL;
        boolean lost = notLetIn > most || failures.values().stream().anyMatch(count -> count > most);
        if (lost && plan.models().isPresent()) {
            requireFewFailures();
        }
    }

    private Rows inCanonicalOrder() {
        List<Entry> unique = withoutDuplicates();
        unique.sort(Comparator.comparing(Entry::content).thenComparing(Entry::owner));
        List<FacetRow> rows =
                unique.stream().flatMap(entry -> entry.rows().stream()).toList();
        int[] tickets = unique.stream().flatMapToInt(Entry::tickets).toArray();
        InputReport report = new InputReport(
                passedOver,
                screenedOut,
                unique.size(),
                entries.size() - unique.size(),
                bad.count(),
                partsLeftOut,
                count(unique, entry -> !entry.hasUser()),
                count(unique, entry -> !entry.hasId()),
                0,
                failures.values().stream().mapToLong(Long::longValue).sum());
        List<List<Fingerprint>> keepers = session == null
                ? List.of()
                : unique.stream()
                        .flatMap(entry -> entry.rows().stream().map(row -> entry.keepers()))
                        .toList();
        return new Rows(rows, support.build(tickets), report, keepers);
    }

    private static long count(List<Entry> entries, Predicate<Entry> which) {
        return entries.stream().filter(which).count();
    }

    /** Which of two users to believe would hang on what they are called, so neither is. */
    private Entry disowned(Entry entry, Entry other) {
        entry.tickets().forEach(support::disown);
        List<FacetRow> rows = rows(
                Subject.unknown(), entry.rows().stream().map(FacetRow::values).toList());
        List<Fingerprint> both = Stream.concat(entry.keepers().stream(), other.keepers().stream())
                .distinct()
                .toList();
        return new Entry(entry.content(), entry.id(), entry.hasId(), entry.owner(), false, rows, entry.ticket(), both);
    }

    /**
     * Of several conversations with one id the first in canonical order stays, whichever was read first. If another
     * user claims the same conversation under the same id, it is nobody's.
     */
    private List<Entry> withoutDuplicates() {
        List<Entry> byId = new ArrayList<>(entries);
        byId.sort(Comparator.comparing(Entry::hasId)
                .thenComparing(Entry::id)
                .thenComparing(Entry::content)
                .thenComparing(Entry::owner));
        List<Entry> unique = new ArrayList<>(byId.size());
        for (Entry entry : byId) {
            Entry last = unique.isEmpty() ? null : unique.get(unique.size() - 1);
            boolean repeated =
                    last != null && last.hasId() && entry.hasId() && last.id().equals(entry.id());
            if (last == null || !repeated) {
                unique.add(entry);
            } else if (last.content().equals(entry.content()) && !last.owner().equals(entry.owner())) {
                unique.set(unique.size() - 1, disowned(last, entry));
            }
        }
        return unique;
    }
}
