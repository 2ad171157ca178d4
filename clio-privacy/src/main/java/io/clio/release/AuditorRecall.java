package io.clio.release;

import io.clio.cluster.Draft;
import java.util.List;
import java.util.Optional;

/**
 * How good the auditors of a run are: measured in the run, on descriptions that are known to be bad or good.
 *
 * @param bad how many bad descriptions were shown to them
 * @param rejected how many of those they rejected
 * @param good how many good descriptions were shown to them
 * @param refused how many of those they did not approve of: false alarms
 */
public record AuditorRecall(int bad, int rejected, int good, int refused) {

    // Checks that the parts are parts.
    public AuditorRecall {
        if (rejected < 0 || rejected > bad || refused < 0 || refused > good) {
            throw new IllegalArgumentException("rejected must be part of bad, and refused of good");
        }
    }

    /** Shows every seeded description to a panel. An auditor that fails has not rejected. */
    static AuditorRecall of(AuditPanel panel) {
        List<Optional<Withheld>> ofBad = panel.objections(drafts(SeededDescriptions.BAD));
        List<Optional<Withheld>> ofGood = panel.objections(drafts(SeededDescriptions.GOOD));
        long rejected = ofBad.stream()
                .filter(objection ->
                        objection.filter(Withheld.AUDITOR_REJECTED::equals).isPresent())
                .count();
        long refused = ofGood.stream().filter(Optional::isPresent).count();
        return new AuditorRecall(ofBad.size(), (int) rejected, ofGood.size(), (int) refused);
    }

    private static List<Draft> drafts(List<SeededDescriptions.Description> descriptions) {
        return descriptions.stream()
                .map(description -> Draft.of(description.title(), description.summary()))
                .toList();
    }

    /**
     * The share of bad descriptions that were rejected.
     *
     * @return 0 to 1
     */
    public double recall() {
        return bad == 0 ? 0 : (double) rejected / bad;
    }

    /**
     * The share of good descriptions that were not approved of.
     *
     * @return 0 to 1
     */
    public double falseAlarms() {
        return good == 0 ? 0 : (double) refused / good;
    }
}
