package io.clio.explorer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.explorer.access.Role;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.util.List;
import java.util.Set;

/**
 * What of a released result a role may see, as JSON. Everything that is sent to a reader is made of this and of nothing
 * else of the result.
 *
 * <p>What is not named here is left out, so that a field that a later release adds is at first for {@link Role#SAFETY}
 * alone. The fields {@code input}, {@code policy}, {@code privacyReport} and {@code provenance} are missing rather than
 * empty, so that nobody takes a projection for the whole: {@link InsightsFile#fromJson} refuses it, and it says which
 * role it is for.
 *
 * @param reserved names of facets for {@link Role#SAFETY} alone
 */
record Projection(Set<String> reserved) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> OF_A_RUN = List.of("schema", "conversations", "users", "guarantee");
    private static final List<String> OF_A_TOPIC = List.of("title", "summary", "users", "conversations", "share");

    /** The JSON for a role: for {@link Role#SAFETY} the export, byte for byte. */
    String of(Insights insights, Role role) {
        String export = InsightsFile.toJson(insights);
        if (role == Role.SAFETY) {
            return export;
        }
        try {
            JsonNode whole = JSON.readTree(export);
            ObjectNode seen = some(whole, OF_A_RUN).put("projection", role.toString());
            topics(whole.path("roots"), role, seen.putArray("roots"));
            return JSON.writeValueAsString(seen) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON can be read", e);
        }
    }

    private void topics(JsonNode whole, Role role, ArrayNode seen) {
        for (JsonNode topic : whole) {
            ObjectNode shown = some(topic, OF_A_TOPIC);
            ObjectNode facets = shown.putObject("facets");
            if (role.covers(Role.ANALYST)) {
                topic.path("facets").properties().stream()
                        .filter(facet -> !reserved.contains(facet.getKey()))
                        .forEach(facet -> facets.set(facet.getKey(), facet.getValue()));
            }
            topics(topic.path("children"), role, shown.putArray("children"));
            seen.add(shown);
        }
    }

    private static ObjectNode some(JsonNode whole, List<String> names) {
        ObjectNode seen = JSON.createObjectNode();
        names.stream().filter(whole::has).forEach(name -> seen.set(name, whole.get(name)));
        return seen;
    }
}
