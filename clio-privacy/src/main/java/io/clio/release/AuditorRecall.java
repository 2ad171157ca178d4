package io.clio.release;

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
        int rejected = 0;
        for (SeededDescriptions.Description description : SeededDescriptions.BAD) {
            boolean caught = panel.objection(description.title(), description.summary())
                    .filter(Withheld.AUDITOR_REJECTED::equals)
                    .isPresent();
            rejected += caught ? 1 : 0;
        }
        int refused = 0;
        for (SeededDescriptions.Description description : SeededDescriptions.GOOD) {
            refused +=
                    panel.objection(description.title(), description.summary()).isPresent() ? 1 : 0;
        }
        return new AuditorRecall(SeededDescriptions.BAD.size(), rejected, SeededDescriptions.GOOD.size(), refused);
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
