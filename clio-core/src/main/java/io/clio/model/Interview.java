package io.clio.model;

import io.clio.conversation.SensitiveText;
import io.clio.dispatch.BudgetExhausted;
import io.clio.dispatch.Dispatcher;
import io.clio.dispatch.Question;
import io.clio.dispatch.Reply;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.model.Form.MisfitException;
import io.clio.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for answers of a form. An answer of another form is given back with what is wrong with it, twice at
 * most. Each try is a request of its own, so in a workspace all of them are found again. Thread-safe.
 */
final class Interview {
    private static final int TRIES = 3;
    /** Of an answer that is given back so much is shown to the model. */
    private static final int LONGEST_SHOWN = 2000;

    static final String UNUSABLE = "UNUSABLE_ANSWER";

    private final ModelRun run;
    private final Step step;
    private final Dispatcher dispatcher;
    private final boolean keepsToSchema;

    Interview(ModelRun run, Step step, Dispatcher dispatcher, boolean keepsToSchema) {
        this.run = run;
        this.step = step;
        this.dispatcher = dispatcher;
        this.keepsToSchema = keepsToSchema;
    }

    /**
     * Asks everything.
     *
     * @return what was given for each, in order
     * @throws AskingEndedException if the asking came to an end: budget, key, disk, or the thread is interrupted
     */
    <A> List<Given<A>> ask(List<Inquiry<A>> inquiries) {
        Optional<Rehearsal> rehearsal = run.rehearsal();
        if (rehearsal.isPresent()) {
            return rehearsal.get().ask(step, inquiries, keepsToSchema);
        }
        List<@Nullable Given<A>> given = new ArrayList<>(inquiries.size());
        inquiries.forEach(inquiry -> given.add(null));
        Map<Integer, CompletionRequest> next = new TreeMap<>();
        List<Integer> open = IntStream.range(0, inquiries.size()).boxed().toList();
        for (int tries = 1; !open.isEmpty(); tries++) {
            boolean last = tries == TRIES;
            Map<Integer, CompletionRequest> asked = Map.copyOf(next);
            next.clear();
            ask(
                    open.stream()
                            .map(i -> Question.of(
                                    i,
                                    request(i, inquiries, asked),
                                    inquiries.get(i).about()))
                            .iterator(),
                    reply -> {
                        int i = reply.key();
                        CompletionRequest again =
                                judge(reply, inquiries.get(i).form(), i, given, () -> request(i, inquiries, asked));
                        if (again != null) {
                            if (last) {
                                given.set(i, salvaged(reply, inquiries.get(i).form()));
                            } else {
                                next.put(i, again);
                            }
                        }
                    });
            open = List.copyOf(next.keySet());
        }
        List<Given<A>> all = given.stream().map(Objects::requireNonNull).toList();
        run.gave(step, all);
        return all;
    }

    private <A> CompletionRequest request(int i, List<Inquiry<A>> inquiries, Map<Integer, CompletionRequest> asked) {
        CompletionRequest again = asked.get(i);
        if (again != null) {
            return again;
        }
        Inquiry<A> inquiry = inquiries.get(i);
        CompletionRequest.Builder request = inquiry.prompt().get();
        return keepsToSchema ? request.schema(inquiry.form().schema()).build() : request.build();
    }

    private void ask(Iterator<Question<Integer>> questions, Consumer<Reply<Integer>> replies) {
        run.begun();
        try {
            dispatcher.askInAnyOrder(questions, replies);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw run.ended(new IllegalStateException("the language model " + dispatcher.model()
                    + " was given up while it was asked for " + step.words()
                    + "; if it takes longer than PrivacyPolicy.auditTimeout, raise that"));
        } catch (LanguageModelException.Final e) {
            throw run.ended(new IllegalStateException(
                    "the language model " + dispatcher.model() + " cannot be asked: " + e.reason()));
        } catch (BudgetExhausted | WorkspaceException e) {
            throw run.ended(e);
        } catch (RuntimeException | Error e) { // what they say may quote what was asked
            throw run.ended(failed(e));
        } finally {
            run.over();
        }
    }

    private IllegalStateException failed(Throwable failure) {
        IllegalStateException told = new IllegalStateException("asking the language model " + dispatcher.model()
                + " failed: " + failure.getClass().getName());
        told.setStackTrace(failure.getStackTrace());
        return told;
    }

    /** Takes an answer, or says what is to be asked instead. */
    private <A> @Nullable CompletionRequest judge(
            Reply<Integer> reply,
            Form<A> form,
            int i,
            List<@Nullable Given<A>> given,
            Supplier<CompletionRequest> asked) {
        if (reply instanceof Reply.Failed<Integer> failed) {
            given.set(i, Given.failed(reason(failed.reason())));
            return null;
        }
        Reply.Answered<Integer> answered = (Reply.Answered<Integer>) reply;
        Completion completion = answered.completion();
        run.took(step, completion.usage(), answered.inBatch());
        try {
            given.set(i, Given.of(form.read(AnswerText.object(completion))));
            return null;
        } catch (MisfitException e) {
            return again(asked.get(), completion, problem(completion, e));
        }
    }

    /** What can be used of the last answer, unless it is cut off. */
    private static <A> Given<A> salvaged(Reply<Integer> reply, Form<A> form) {
        if (reply instanceof Reply.Answered<Integer> answered
                && answered.completion().finish() != Completion.Finish.LENGTH) {
            try {
                return form.salvage(AnswerText.object(answered.completion()))
                        .map(part -> Given.partly(part, UNUSABLE))
                        .orElseGet(() -> Given.failed(UNUSABLE));
            } catch (MisfitException e) {
                return Given.failed(UNUSABLE);
            }
        }
        return Given.failed(UNUSABLE);
    }

    /**
     * Of an answer that is cut off an object within may be all that can be read: what that lacks is beside the point.
     */
    private static String problem(Completion completion, MisfitException misfit) {
        return completion.finish() == Completion.Finish.LENGTH
                ? "it was too long and is cut off; be brief"
                : String.valueOf(misfit.getMessage());
    }

    private CompletionRequest again(CompletionRequest asked, Completion completion, String problem) {
        String shown = completion.text().reveal();
        String cut = Notation.cut(shown, LONGEST_SHOWN);
        CompletionRequest.Builder request = CompletionRequest.builder()
                .temperature(asked.temperature())
                .maxTokens(completion.finish() == Completion.Finish.LENGTH ? 2 * asked.maxTokens() : asked.maxTokens());
        asked.schema().ifPresent(request::schema);
        asked.messages().forEach(message -> {
            switch (message.speaker()) {
                case SYSTEM -> request.system(message.text()).sharedSoFar();
                case USER -> request.user(message.text());
                case ASSISTANT -> request.assistant(message.text());
            }
        });
        return request.assistant(SensitiveText.of(cut.isBlank() ? "{}" : cut))
                .user(SensitiveText.of(run.prompts().again(problem)))
                .build();
    }

    private static String reason(LanguageModelException why) {
        return why instanceof LanguageModelException.Retriable retriable
                ? retriable.reason().name()
                : ((LanguageModelException.Final) why).reason().name();
    }
}
