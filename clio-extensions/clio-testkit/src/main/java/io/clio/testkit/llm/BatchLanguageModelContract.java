package io.clio.testkit.llm;

import io.clio.llm.BatchLanguageModel;
import io.clio.llm.LanguageModel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link BatchLanguageModel} must keep: the same as every model, and that batches come back as they went.
 * One more method is to be written, {@link #batch}, which speaks the provider's protocol for batches; {@link #reply}
 * gives what stands in it about one request.
 */
public abstract class BatchLanguageModelContract extends LanguageModelContract implements BatchRules {
    private @Nullable BatchDesk desk;

    /** A contract for one kind of model. */
    protected BatchLanguageModelContract() {}

    @Override
    protected abstract BatchLanguageModel model(Service service);

    /**
     * Answers a request of the protocol for batches.
     *
     * @param request what came
     * @param desk where batches are kept
     * @return what the provider would send; a status that says so, if an id is not known
     */
    protected abstract Reply batch(Received request, BatchDesk desk);

    /** The desk of the test that runs. */
    @Override
    public final BatchDesk desk() {
        return Objects.requireNonNull(desk, "the desk stands only while a test runs");
    }

    @Override
    public final BatchLanguageModel batches() {
        LanguageModel model = bench().model();
        bench().answersBy(request -> {
            Reply scripted = bench().next();
            return scripted == null ? batch(request, desk()) : scripted;
        });
        return Assertions.assertInstanceOf(BatchLanguageModel.class, model);
    }

    /** Clears the desk. */
    @BeforeEach
    final void clearDesk() {
        desk = new BatchDesk();
    }
}
