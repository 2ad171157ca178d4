package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.facet.Facet;
import io.clio.facet.FacetValues;
import io.clio.model.Form.MisfitException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a model answers, what is read lies in the domains, and all else is a misfit. */
class FacetFormProperties {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static Arbitrary<JsonNode> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.integers().between(-1, 6).<JsonNode>map(JSON::numberNode),
                () -> Arbitraries.integers().<JsonNode>map(JSON::numberNode),
                () -> Arbitraries.doubles().<JsonNode>map(JSON::numberNode),
                () -> Arbitraries.strings().<JsonNode>map(JSON::textNode),
                () -> Arbitraries.of("left", "en", "2026-01", "3", "none", "English")
                        .<JsonNode>map(JSON::textNode),
                () -> Arbitraries.of(JSON.nullNode(), JSON.booleanNode(true), JSON.objectNode()),
                () -> Arbitraries.strings().list().map(texts -> {
                    ArrayNode array = JSON.arrayNode();
                    texts.forEach(array::add);
                    return array;
                }));
    }

    private static <T> void requireContained(Facet<T> facet, FacetValues values) {
        values.get(facet)
                .ifPresent(value -> assertThat(facet.domain().contains(value)).isTrue());
    }

    @Property(tries = 3000)
    void what_is_read_lies_in_its_domain_and_a_misfit_names_the_field(
            @ForAll("one") JsonNode value, @ForAll("facets") Facet<?> facet) {
        ObjectNode answer = JSON.objectNode();
        answer.set(facet.name(), value);
        try {
            requireContained(
                    facet, FacetForm.of(List.of(facet)).read(answer).requests().get(0));
        } catch (MisfitException e) {
            assertThat(e.getMessage()).startsWith("\"" + facet.name() + "\" must be ");
        }
    }

    @Provide
    Arbitrary<JsonNode> one() {
        return values();
    }

    @Provide
    Arbitrary<Facet<?>> facets() {
        return Arbitraries.of(FacetFormTest.ALL);
    }

    @Example
    void the_values_that_are_tried_hold_good_ones_of_all_facets() {
        List<JsonNode> tried = values().list().ofSize(3000).sample();
        assertThat(FacetFormTest.ALL).allSatisfy(facet -> assertThat(tried).anyMatch(value -> isRead(facet, value)));
    }

    private static boolean isRead(Facet<?> facet, JsonNode value) {
        ObjectNode answer = JSON.objectNode();
        answer.set(facet.name(), value);
        try {
            return FacetForm.of(List.of(facet)).read(answer).requests().get(0).size() == 1;
        } catch (MisfitException e) {
            return false;
        }
    }
}
