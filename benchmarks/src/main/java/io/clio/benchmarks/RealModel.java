package io.clio.benchmarks;

import io.clio.anthropic.AnthropicModel;
import io.clio.dispatch.Budget;
import io.clio.dispatch.Dispatch;
import io.clio.dispatch.Price;
import io.clio.dispatch.PriceTable;
import io.clio.dispatch.StepReport;
import io.clio.llm.LanguageModel;
import io.clio.openai.OpenAiModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The model that {@link LlmRealRun} asks, as the environment says: the local one, or one of a provider, which is asked
 * with a key and within a budget.
 *
 * @param model the model
 * @param dispatch how it is asked
 * @param price what it takes; nothing for the local one
 * @param dollars what all that is asked of it may cost; nothing for the local one
 * @param server the local one's server
 */
record RealModel(
        LanguageModel model,
        Dispatch dispatch,
        Optional<Price> price,
        Optional<BigDecimal> dollars,
        Optional<LocalModelServer> server)
        implements AutoCloseable {
    private static final String BUDGET = "1.00";
    private static final int CONTEXT = 8192;
    private static final Duration PATIENCE = Duration.ofHours(3);

    static RealModel of(Function<String, Optional<String>> environment, Path local) throws IOException {
        String provider = environment.apply("CLIO_LLM_PROVIDER").orElse("local");
        return switch (provider) {
            case "local" -> local(local);
            case "openai" -> {
                OpenAiModel.Builder builder = OpenAiModel.builder(url(environment), name(environment));
                environment.apply("CLIO_LLM_KEY").ifPresent(builder::apiKey);
                yield paid(builder.build(), environment);
            }
            case "anthropic" -> {
                AnthropicModel.Builder builder = AnthropicModel.builder(url(environment), name(environment));
                environment.apply("CLIO_LLM_KEY").ifPresent(builder::apiKey);
                yield paid(builder.build(), environment);
            }
            default ->
                throw new IllegalArgumentException(
                        "CLIO_LLM_PROVIDER: expected local, openai or anthropic, got " + provider);
        };
    }

    /** One call at a time is what it serves; another may wait, so that it never does. */
    private static RealModel local(Path command) throws IOException {
        LocalModelServer server = LocalModelServer.start(command, CONTEXT);
        Dispatch dispatch = Dispatch.builder()
                .maxInFlight(2)
                .callTimeout(Duration.ofMinutes(20))
                .deadline(PATIENCE)
                .build();
        return new RealModel(server.model(), dispatch, Optional.empty(), Optional.empty(), Optional.of(server));
    }

    private static RealModel paid(LanguageModel model, Function<String, Optional<String>> environment) {
        PriceTable prices = PriceTable.bundled();
        Optional<String> in = environment.apply("CLIO_LLM_PRICE_IN");
        Optional<String> out = environment.apply("CLIO_LLM_PRICE_OUT");
        if (in.isPresent() && out.isPresent()) {
            prices = prices.with(model.name(), Price.of(in.get(), out.get()));
        }
        if (prices.of(model.name()).isEmpty()) {
            throw new IllegalArgumentException("no price of " + model.name() + " is known: set CLIO_LLM_PRICE_IN and"
                    + " CLIO_LLM_PRICE_OUT, dollars per million tokens");
        }
        Budget budget = Budget.dollars(environment.apply("CLIO_LLM_DOLLARS").orElse(BUDGET));
        Dispatch dispatch = Dispatch.builder().prices(prices).budget(budget).build();
        return new RealModel(model, dispatch, prices.of(model.name()), budget.dollars(), Optional.empty());
    }

    /** How it is asked after a run that took something; nothing if nothing is left to spend. */
    Optional<Dispatch> dispatchAfter(List<StepReport> steps) {
        if (dollars.isEmpty()) {
            return Optional.of(dispatch);
        }
        BigDecimal left =
                steps.stream().flatMap(step -> step.dollars().stream()).reduce(dollars.get(), BigDecimal::subtract);
        return left.signum() <= 0
                ? Optional.empty()
                : Optional.of(dispatch.within(Budget.dollars(left.toPlainString())));
    }

    private static URI url(Function<String, Optional<String>> environment) {
        return URI.create(required("CLIO_LLM_URL", environment));
    }

    private static String name(Function<String, Optional<String>> environment) {
        return required("CLIO_LLM_MODEL", environment);
    }

    private static String required(String name, Function<String, Optional<String>> environment) {
        return environment
                .apply(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " must be set for a provider"));
    }

    /** Prints the name, and no key. */
    @Override
    public String toString() {
        return "RealModel[" + model.name() + "]";
    }

    @Override
    public void close() {
        server.ifPresent(LocalModelServer::close);
    }
}
