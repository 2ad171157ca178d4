package io.clio.explorer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.util.List;

/** Results with titles of one's choice, read through the public reader. */
final class Trees {
    private static final JsonMapper JSON = new JsonMapper();

    private Trees() {}

    /** Two levels: the first title is the root of all others. */
    static Insights of(List<String> titles) {
        ObjectNode tree = frame();
        ArrayNode roots = tree.withArray("roots");
        ObjectNode root = node(titles.get(0), 500, 1000);
        for (int i = 1; i < titles.size(); i++) {
            root.withArray("children").add(node(titles.get(i), 5 + 5 * (i % 9), 15 + 10 * (i % 7)));
        }
        roots.add(root);
        roots.add(node("Gardens and plants", 40, 90));
        roots.add(node("Trips by train", 60, 120));
        return InsightsFile.fromJson(tree.toString());
    }

    /** Topics without children, their size from their title, in the given order. */
    static Insights leaves(List<String> titles) {
        ObjectNode tree = frame();
        titles.forEach(title -> tree.withArray("roots").add(node(title, 5 + title.length(), 15)));
        return InsightsFile.fromJson(tree.toString());
    }

    private static ObjectNode node(String title, int users, int conversations) {
        ObjectNode node = JSON.createObjectNode()
                .put("title", title)
                .put("summary", "People ask about: " + title)
                .put("users", users)
                .put("conversations", conversations)
                .put("share", conversations / 1000.0);
        ObjectNode facets = node.putObject("facets");
        ArrayNode languages = facets.putObject("language").putArray("values");
        cell(languages, "en", users, conversations);
        if (users > 30) {
            cell(languages, "pt", 10, 20);
        }
        ArrayNode months = facets.putObject("month").putArray("values");
        cell(months, "2026-01", 10, 20);
        cell(months, "2026-02", 15, 30 + users % 4);
        node.putArray("children");
        return node;
    }

    private static void cell(ArrayNode values, String value, int users, int conversations) {
        values.addObject().put("value", value).put("users", users).put("conversations", conversations);
    }

    private static ObjectNode frame() {
        ObjectNode tree = JSON.createObjectNode()
                .put("schema", InsightsFile.SCHEMA)
                .put("users", 600)
                .put("conversations", 1210);
        tree.putArray("roots");
        ObjectNode input = tree.putObject("input");
        for (String name : List.of(
                "notSampled",
                "screenedOut",
                "conversations",
                "duplicates",
                "skipped",
                "partsLeftOut",
                "withoutUser",
                "withoutId",
                "unclustered",
                "failedFacets")) {
            input.put(name, 0);
        }
        tree.putObject("policy")
                .put("minUsers", 5)
                .put("minConversations", 15)
                .put("minTermUsers", 5)
                .put("eachConversationIsAUser", false)
                .put("auditTimeout", "PT30S")
                .put("maxConversationsPerUser", 100)
                .put("maxShare", 0.5)
                .put("countBase", 5)
                .put("similarText", 0.8)
                .put("minAuditorRecall", 0.9);
        tree.putObject("privacyReport")
                .put("coveredConversations", 1200)
                .put("suppressedConversations", 10)
                .put("suppressedConversationsAtLeast", 10)
                .putObject("withheld")
                .put("NODE_TOO_FEW_USERS", 3);
        ObjectNode guarantee = tree.putObject("guarantee").put("mode", "threshold");
        guarantee.putArray("promises").add("Every topic stands for five users or more.");
        guarantee.putArray("limits").add("It is not differential privacy.");
        tree.putObject("provenance")
                .put("version", "0.1.0")
                .put("seed", 1)
                .putObject("stages")
                .put("embedder", "hashed words");
        return tree;
    }
}
