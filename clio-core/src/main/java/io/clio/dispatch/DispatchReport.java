package io.clio.dispatch;

import io.clio.llm.LanguageModelException;
import io.clio.llm.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a dispatcher has done so far: counts alone, no text and no id.
 *
 * @param questions how many were taken in
 * @param answered how many of them have an answer
 * @param failed how many of them have none and will get none
 * @param known how many answers were there from before, in memory or in a workspace
 * @param joined how many questions waited for the call that another one had made
 * @param calls how many calls were started
 * @param retries how many calls were repeated, by why
 * @param failures how many questions failed, by why: the name of a reason
 * @param usage what calls took, as the provider counts it
 * @param presumed tokens of calls that may have been billed and of which the provider does not tell what they took,
 *     because they gave no answer or it says no usage: their whole estimate
 * @param dollars what {@code usage} and {@code presumed} cost; empty if the model's price is not known
 * @param paced for how long calls waited for the declared limits
 * @param paused for how long they waited because the provider asked for it
 * @param batches what was asked in batches
 */
public record DispatchReport(
        long questions,
        long answered,
        long failed,
        long known,
        long joined,
        long calls,
        Map<LanguageModelException.Retriable.Reason, Long> retries,
        Map<String, Long> failures,
        TokenUsage usage,
        long presumed,
        Optional<BigDecimal> dollars,
        Duration paced,
        Duration paused,
        BatchReport batches) {
    // Copies the maps.
    public DispatchReport {
        retries = Map.copyOf(retries);
        failures = Map.copyOf(failures);
    }
}
