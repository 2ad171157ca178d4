package io.clio.release;

/** Says why a result is empty and what to do about it. */
final class EmptyResult {
    private EmptyResult() {}

    static String explain(int users, InputReport input, PrivacyPolicy policy, PrivacyReport report) {
        if (input.conversations() == 0) {
            return "No conversation entered the run, or a few (" + input.skipped() + " bad records were skipped, "
                    + input.duplicates() + " left out because another has the same id, " + input.screenedOut()
                    + " conversations screened out, " + input.notSampled()
                    + " not drawn by sampling).";
        }
        String about = policy.countBase() > 1 ? "About " : "";
        String found = about + input.conversations() + " conversations of " + users + " known users entered the run; ";
        String asked =
                "a topic needs " + policy.minUsers() + " users and " + policy.minConversations() + " conversations. ";
        if (input.withoutUser() > 0 && users < policy.minUsers()) {
            return found + input.withoutUser() + " of them name no user and count towards none; " + asked
                    + "Give user ids, or say eachConversationIsAUser() if every conversation is of another person.";
        }
        if (users < policy.minUsers()) {
            return found + asked + "An export of one person, or of a few, cannot be released: there is nobody to"
                    + " hide among. If these are conversations of different people, give each its user id; only if each"
                    + " is of another person, eachConversationIsAUser() counts each as a user of its own.";
        }
        if (input.unclustered() >= input.conversations()) {
            return found
                    + "the clusterer put none of them into a cluster: their texts are blank, or it took them all for"
                    + " noise.";
        }
        if (report.withheld().containsKey(Withheld.NODE_NOT_APPROVED)) {
            return found + "an auditor approved of none of the topics.";
        }
        if (report.withheld().containsKey(Withheld.NODE_TELLS_A_CHANGE)) {
            return found + "what could be shown differs by a few from what earlier releases of the ledger showed, and"
                    + " nothing could be shown as it was.";
        }
        return found + asked + "No topic is that large: use fewer clusters, more data, or lower thresholds.";
    }
}
