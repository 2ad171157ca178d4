package io.clio.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Turns insights into a JSON tree. */
final class InsightsWriter {
    private InsightsWriter() {}

    static ObjectNode tree(Insights insights) {
        ObjectNode tree = InsightsFile.MAPPER.createObjectNode();
        tree.put("schema", InsightsFile.SCHEMA);
        tree.put("conversations", insights.conversations());
        tree.put("users", insights.users());
        if (insights.roots().isEmpty()) {
            tree.put("explanation", insights.explanation());
        }
        insights(insights.roots(), tree.putArray("roots"));
        input(insights.input(), tree.putObject("input"));
        policy(insights.policy(), tree.putObject("policy"));
        report(insights.privacyReport(), tree.putObject("privacyReport"));
        guarantee(insights.guarantee(), tree.putObject("guarantee"));
        provenance(insights.provenance(), tree.putObject("provenance"));
        return tree;
    }

    private static void insights(List<Insight> insights, ArrayNode array) {
        for (Insight insight : insights) {
            ObjectNode node = array.addObject();
            node.put("title", insight.title());
            node.put("summary", insight.summary());
            node.put("users", insight.users());
            node.put("conversations", insight.conversations());
            node.put("share", insight.share());
            ObjectNode facets = node.putObject("facets");
            insight.facets().forEach((name, cells) -> cells(cells, facets.putObject(name)));
            insights(insight.children(), node.putArray("children"));
        }
    }

    private static void cells(List<FacetCell> cells, ObjectNode node) {
        ArrayNode values = node.putArray("values");
        for (FacetCell cell : cells) {
            ObjectNode counts = cell.isOther()
                    ? node.putObject("other")
                    : values.addObject().put("value", cell.value());
            counts.put("users", cell.users()).put("conversations", cell.conversations());
        }
    }

    private static void input(InputReport input, ObjectNode node) {
        node.put("notSampled", input.notSampled());
        node.put("screenedOut", input.screenedOut());
        node.put("conversations", input.conversations());
        node.put("duplicates", input.duplicates());
        node.put("skipped", input.skipped());
        node.put("partsLeftOut", input.partsLeftOut());
        node.put("withoutUser", input.withoutUser());
        node.put("withoutId", input.withoutId());
        node.put("unclustered", input.unclustered());
        node.put("failedFacets", input.failedFacets());
    }

    private static void policy(PrivacyPolicy policy, ObjectNode node) {
        node.put("minUsers", policy.minUsers());
        node.put("minConversations", policy.minConversations());
        node.put("minTermUsers", policy.minTermUsers());
        node.put("eachConversationIsAUser", policy.eachConversationIsAUser());
        node.put("auditTimeout", policy.auditTimeout().toString());
        node.put("maxConversationsPerUser", policy.maxConversationsPerUser());
        node.put("maxShare", policy.maxShare());
        node.put("countBase", policy.countBase());
        node.put("similarText", policy.similarText());
        node.put("minAuditorRecall", policy.minAuditorRecall());
    }

    private static void report(PrivacyReport report, ObjectNode node) {
        node.put("coveredConversations", report.coveredConversations());
        node.put("suppressedConversations", report.suppressedConversations());
        node.put("suppressedConversationsAtLeast", report.suppressedConversationsAtLeast());
        report.auditors()
                .ifPresent(auditors -> node.putObject("auditors")
                        .put("bad", auditors.bad())
                        .put("rejected", auditors.rejected())
                        .put("good", auditors.good())
                        .put("refused", auditors.refused()));
        ObjectNode withheld = node.putObject("withheld");
        report.withheld().forEach((reason, count) -> withheld.put(reason.name(), count));
    }

    private static void guarantee(Guarantee guarantee, ObjectNode node) {
        node.put("mode", guarantee.mode());
        guarantee.promises().forEach(node.putArray("promises")::add);
        guarantee.limits().forEach(node.putArray("limits")::add);
    }

    private static void provenance(Provenance provenance, ObjectNode node) {
        node.put("version", provenance.version());
        node.put("seed", provenance.seed());
        ObjectNode stages = node.putObject("stages");
        provenance.stages().forEach(stages::put);
    }
}
