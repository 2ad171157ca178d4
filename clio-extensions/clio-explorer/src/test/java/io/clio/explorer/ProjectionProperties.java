package io.clio.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.Embedders;
import io.clio.explorer.access.Role;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever was released: what a role may not see is in no byte of what is made for it, and all else is there. */
class ProjectionProperties {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OPEN = "open-to-analysts";
    private static final String RESERVED = "reserved-for-safety";
    private static final String UNSEEN = "NODE_TOO_FEW_USERS";

    @Property(tries = 100)
    void a_viewer_gets_titles_summaries_and_numbers_alone(
            @ForAll @Size(min = 1, max = 6) List<@StringLength(max = 20) String> titles, @ForAll Set<Boolean> some) {
        Insights insights = insights(titles, some);
        String json = new Projection(names(RESERVED)).of(insights, Role.VIEWER);

        for (String made : List.of(json, page(json, insights))) {
            assertThat(made.replace(Assets.SCRIPT.text(), ""))
                    .doesNotContain(OPEN, RESERVED, UNSEEN, "\"policy\"", "\"input\"");
        }
        assertThat(titlesIn(json))
                .containsExactlyElementsOf(insights.all().map(Insight::title).toList());
    }

    @Property(tries = 100)
    void an_analyst_gets_facets_that_are_not_reserved(
            @ForAll @Size(min = 1, max = 6) List<@StringLength(max = 20) String> titles, @ForAll Set<Boolean> some) {
        Insights insights = insights(titles, some);
        String json = new Projection(names(RESERVED)).of(insights, Role.ANALYST);

        for (String made : List.of(json, page(json, insights))) {
            assertThat(made.replace(Assets.SCRIPT.text(), ""))
                    .doesNotContain(RESERVED, UNSEEN, "\"policy\"", "\"input\"");
        }
        assertThat(json.contains(OPEN)).isEqualTo(some.contains(true));
        assertThat(titlesIn(json))
                .containsExactlyElementsOf(insights.all().map(Insight::title).toList());
    }

    @Property(tries = 50)
    void safety_gets_the_export(
            @ForAll @Size(min = 1, max = 6) List<@StringLength(max = 20) String> titles, @ForAll Set<Boolean> some) {
        Insights insights = insights(titles, some);
        String json = new Projection(names(RESERVED)).of(insights, Role.SAFETY);

        assertThat(json).isEqualTo(InsightsFile.toJson(insights)).contains(UNSEEN);
        assertThat(json.contains(RESERVED)).isEqualTo(!some.isEmpty());
    }

    @Property(tries = 20)
    void what_is_a_part_is_not_taken_for_the_whole(@ForAll Role role) {
        String json = new Projection(names(RESERVED)).of(insights(List.of("a"), Set.of(true)), role);

        if (role == Role.SAFETY) {
            assertThat(InsightsFile.fromJson(json).imported()).isTrue();
        } else {
            assertThat(json).contains("\"projection\":\"" + role + "\"");
            assertThatThrownBy(() -> InsightsFile.fromJson(json)).hasMessageContaining("/input: expected an object");
        }
    }

    /** Some topics have an open facet, and some a reserved one, each with its own words in name and value. */
    private static Insights insights(List<String> titles, Set<Boolean> some) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(InsightsFile.toJson(Trees.of(titles)));
            mark(tree.get("roots"), some);
            return InsightsFile.fromJson(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void mark(JsonNode topics, Set<Boolean> some) {
        int number = 0;
        for (JsonNode topic : topics) {
            ObjectNode facets = ((ObjectNode) topic).putObject("facets");
            for (boolean open : some) {
                String name = (open ? OPEN : RESERVED) + number % 3;
                facet(facets.putObject(name), name + "-value");
            }
            if (!some.isEmpty()) {
                facet(facets.putObject(RESERVED + number % 3), RESERVED + "-value");
            }
            number++;
            mark(topic.get("children"), some);
        }
    }

    private static void facet(ObjectNode facet, String value) {
        facet.putArray("values").addObject().put("value", value).put("users", 5).put("conversations", 15);
    }

    private static Set<String> names(String start) {
        return new TreeSet<>(List.of(start + 0, start + 1, start + 2));
    }

    private static String page(String json, Insights insights) {
        return Page.of(json, TitleMap.of(insights, Embedders.hashing()), "").html();
    }

    private static List<String> titlesIn(String json) {
        try {
            List<String> titles = new ArrayList<>();
            addTitles(JSON.readTree(json).get("roots"), titles);
            return titles;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addTitles(JsonNode topics, List<String> titles) {
        for (JsonNode topic : topics) {
            titles.add(topic.get("title").textValue());
            addTitles(topic.get("children"), titles);
        }
    }
}
