package io.clio.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Builds imported insights from a JSON tree; every error names the field, what was found and what was expected. */
final class InsightsReader {
    private InsightsReader() {}

    static Insights insights(JsonNode tree) {
        Field root = new Field("", tree);
        String schema = root.text("schema");
        if (!schema.equals(InsightsFile.SCHEMA)) {
            throw new IllegalArgumentException(
                    "/schema: expected '" + InsightsFile.SCHEMA + "', found '" + schema + "'");
        }
        return new Insights(
                root.integer("users"),
                root.integer("conversations"),
                nodes(root.list("roots")),
                input(root.object("input")),
                policy(root.object("policy")),
                report(root.object("privacyReport")),
                guarantee(root.object("guarantee")),
                provenance(root.object("provenance")),
                true);
    }

    private static List<Insight> nodes(List<Field> fields) {
        List<Insight> nodes = new ArrayList<>();
        for (Field field : fields) {
            nodes.add(new Insight(
                    field.text("title"),
                    field.text("summary"),
                    field.integer("users"),
                    field.integer("conversations"),
                    field.number("share"),
                    facets(field.object("facets")),
                    nodes(field.list("children"))));
        }
        return nodes;
    }

    private static SortedMap<String, List<FacetCell>> facets(Field field) {
        SortedMap<String, List<FacetCell>> facets = new TreeMap<>();
        for (String name : field.names()) {
            List<FacetCell> cells = new ArrayList<>();
            Field facet = field.object(name);
            for (Field cell : facet.list("values")) {
                cells.add(
                        new FacetCell(cell.text("value"), false, cell.integer("users"), cell.integer("conversations")));
            }
            if (facet.names().contains("other")) {
                Field other = facet.object("other");
                cells.add(new FacetCell(Cells.OTHER, true, other.integer("users"), other.integer("conversations")));
            }
            facets.put(name, List.copyOf(cells));
        }
        return facets;
    }

    private static InputReport input(Field field) {
        return new InputReport(
                field.whole("notSampled"),
                field.whole("screenedOut"),
                field.whole("conversations"),
                field.whole("duplicates"),
                field.whole("skipped"),
                field.whole("partsLeftOut"),
                field.whole("withoutUser"),
                field.whole("withoutId"),
                field.whole("unclustered"),
                field.whole("failedFacets"));
    }

    private static PrivacyPolicy policy(Field field) {
        try {
            return new PrivacyPolicy(
                    field.integer("minUsers"),
                    field.integer("minConversations"),
                    field.integer("minTermUsers"),
                    field.bool("eachConversationIsAUser"),
                    Duration.parse(field.text("auditTimeout")),
                    field.integer("maxConversationsPerUser"),
                    field.number("maxShare"),
                    field.integer("countBase"),
                    field.number("similarText"),
                    field.number("minAuditorRecall"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("/policy/auditTimeout: expected a duration such as PT30S", e);
        }
    }

    private static PrivacyReport report(Field field) {
        Map<Withheld, Integer> withheld = new EnumMap<>(Withheld.class);
        Field counts = field.object("withheld");
        for (String name : counts.names()) {
            try {
                withheld.put(Withheld.valueOf(name), counts.integer(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        counts.path + ": expected reasons and counts, found '" + name + "'", e);
            }
        }
        return new PrivacyReport(
                withheld,
                field.integer("coveredConversations"),
                field.whole("suppressedConversations"),
                field.whole("suppressedConversationsAtLeast"),
                field.names().contains("auditors") ? auditors(field.object("auditors")) : null);
    }

    private static AuditorRecall auditors(Field field) {
        return new AuditorRecall(
                field.integer("bad"), field.integer("rejected"), field.integer("good"), field.integer("refused"));
    }

    private static Guarantee guarantee(Field field) {
        return new Guarantee(field.text("mode"), field.texts("promises"), field.texts("limits"));
    }

    private static Provenance provenance(Field field) {
        Map<String, String> stages = new TreeMap<>();
        Field names = field.object("stages");
        for (String stage : names.names()) {
            stages.put(stage, names.text(stage));
        }
        return Provenance.of(field.text("version"), field.whole("seed"), stages);
    }

    /** A node of the tree that knows where it stands. */
    private record Field(String path, JsonNode node) {
        Field object(String name) {
            return new Field(path + "/" + name, child(name, "an object", JsonNode::isObject));
        }

        String text(String name) {
            return child(name, "a string", JsonNode::isTextual).textValue();
        }

        int integer(String name) {
            return child(name, "a whole number", JsonNode::isInt).intValue();
        }

        long whole(String name) {
            return child(name, "a whole number", found -> found.isIntegralNumber() && found.canConvertToLong())
                    .longValue();
        }

        double number(String name) {
            return child(name, "a number", JsonNode::isNumber).doubleValue();
        }

        boolean bool(String name) {
            return child(name, "true or false", JsonNode::isBoolean).booleanValue();
        }

        List<Field> list(String name) {
            List<Field> fields = new ArrayList<>();
            for (JsonNode element : child(name, "an array", JsonNode::isArray)) {
                fields.add(new Field(path + "/" + name + "/" + fields.size(), element));
            }
            return fields;
        }

        List<String> texts(String name) {
            return list(name).stream()
                    .map(field -> {
                        if (!field.node.isTextual()) {
                            throw field.wrong("a string");
                        }
                        return field.node.textValue();
                    })
                    .toList();
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            return names;
        }

        private JsonNode child(String name, String expected, Predicate<JsonNode> test) {
            Field child = new Field(path + "/" + name, node.path(name));
            if (!test.test(child.node)) {
                throw child.wrong(expected);
            }
            return child.node;
        }

        private IllegalArgumentException wrong(String expected) {
            String found =
                    node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
            return new IllegalArgumentException(path + ": expected " + expected + ", found " + found);
        }
    }
}
