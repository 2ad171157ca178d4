package io.clio.dispatch;

import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.workspace.WorkspaceSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A run of questions against a played provider, and what came of it. */
final class Asked {
    static final Subject ANNA = Subject.ofUser("anna");

    final List<Reply<Integer>> replies = new ArrayList<>();
    final Dispatcher dispatcher;

    @Nullable
    Exception end;

    private Asked(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Settings without jitter matter less; the jitter of tests is the whole ceiling. */
    static Dispatcher dispatcher(SimulatedProvider provider, Dispatch settings) {
        return Dispatcher.of(provider, settings, Optional.empty(), provider, () -> 0.999);
    }

    static Dispatcher dispatcher(SimulatedProvider provider, Dispatch settings, WorkspaceSession workspace) {
        return Dispatcher.of(provider, settings, Optional.of(workspace), provider, () -> 0.999);
    }

    static Dispatcher dispatcher(PlayedBatches provider, Dispatch settings) {
        return Dispatcher.of(provider, settings, Optional.empty(), provider, () -> 0.999);
    }

    static Dispatcher dispatcher(PlayedBatches provider, Dispatch settings, WorkspaceSession workspace) {
        return Dispatcher.of(provider, settings, Optional.of(workspace), provider, () -> 0.999);
    }

    static Asked inOrder(SimulatedProvider provider, Dispatch settings, List<Question<Integer>> questions) {
        return inOrder(dispatcher(provider, settings), questions);
    }

    static Asked inOrder(Dispatcher dispatcher, Iterable<Question<Integer>> questions) {
        Asked asked = new Asked(dispatcher);
        try {
            dispatcher.ask(questions.iterator(), asked.replies::add);
        } catch (LanguageModelException | InterruptedException | RuntimeException e) {
            asked.end = e;
        }
        // An interrupt while calls are being given up stays with the thread.
        boolean unused = Thread.interrupted();
        return asked;
    }

    static Asked inAnyOrder(SimulatedProvider provider, Dispatch settings, List<Question<Integer>> questions) {
        Asked asked = new Asked(dispatcher(provider, settings));
        try {
            asked.dispatcher.askInAnyOrder(questions.iterator(), asked.replies::add);
        } catch (LanguageModelException | InterruptedException | RuntimeException e) {
            asked.end = e;
        }
        // An interrupt while calls are being given up stays with the thread.
        boolean unused = Thread.interrupted();
        return asked;
    }

    /** Different questions. */
    static List<Question<Integer>> questions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> question(i, "prompt " + i))
                .toList();
    }

    static Question<Integer> question(int key, String prompt) {
        return Question.of(
                key,
                CompletionRequest.builder()
                        .user(SensitiveText.of(prompt))
                        .maxTokens(50)
                        .build(),
                List.of(ANNA));
    }

    List<Integer> keys() {
        return replies.stream().map(Reply::key).toList();
    }

    long answered() {
        return replies.stream().filter(reply -> reply instanceof Reply.Answered).count();
    }

    Reply.Failed<Integer> failure(int index) {
        return (Reply.Failed<Integer>) replies.get(index);
    }

    String answer(int index) {
        return ((Reply.Answered<Integer>) replies.get(index))
                .completion()
                .text()
                .reveal();
    }

    DispatchReport report() {
        return dispatcher.report();
    }
}
