package io.clio.spi;

import io.clio.cluster.Draft;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A further pair of eyes on drafts, after the rules of the release gate and never instead of them.
 *
 * <p>Auditors only add up: a draft that any of them does not approve is not released. One that throws, returns null or
 * does not answer in time has not approved.
 */
@FunctionalInterface
public interface PrivacyAuditor {

    /**
     * Looks at drafts, each by itself: what it says of one does not depend on the others.
     *
     * @param drafts what would be released, 64 at most
     * @return for each draft, in order, whether it may be; null where it cannot say
     */
    List<Verdict> audit(List<Draft> drafts);

    /**
     * What stands in a result's provenance.
     *
     * @return the name, by default that of the class
     */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * An auditor that looks at one draft after the other.
     *
     * @param look gives the verdict on a draft
     * @return the auditor, named as the class of {@code look} is
     */
    static PrivacyAuditor each(Function<? super Draft, Verdict> look) {
        Objects.requireNonNull(look, "look");
        return new PrivacyAuditor() {
            @Override
            public List<Verdict> audit(List<Draft> drafts) {
                return drafts.stream().map(look).toList();
            }

            @Override
            public String name() {
                return look.getClass().getSimpleName();
            }
        };
    }
}
