package io.clio.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.clio.cluster.Draft;
import io.clio.cluster.Embeddings;
import io.clio.cluster.KeyTerm;
import io.clio.cluster.Portrait;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.embed.HashingEmbedder;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import io.clio.facet.FacetValues;
import io.clio.llm.CompletionRequest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What prompts cost, by a tokenizer that models of two generations have used. Each schema counts as text. */
class PromptTokensTest {
    private static final Encoding TOKENIZER =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final Facet<SensitiveText> REQUEST = Facet.text("request", "What does the user ask for?");
    private static final List<String> THINGS = List.of(
            "the broken heating in the kitchen of a rented flat",
            "a deposit that was not paid back after moving out",
            "loud neighbours who do not answer any letters",
            "a rent increase that came without any explanation",
            "repairs that were promised months ago");
    private static final List<String> WISHES = List.of(
            "The user wants help with writing a polite but firm letter to a landlord about ",
            "The user asks for a short formal email that complains about ",
            "The user wants to know which words to use in a written complaint about ");

    private static int tokens(CompletionRequest request) {
        int tokens = request.schema()
                .map(schema -> TOKENIZER.countTokensOrdinary(schema.json()))
                .orElse(0);
        return tokens
                + request.messages().stream()
                        .mapToInt(message ->
                                TOKENIZER.countTokensOrdinary(message.text().reveal()))
                        .sum();
    }

    private static List<FacetRow> rows(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new FacetRow(
                        Subject.unknown(),
                        FacetValues.builder()
                                .put(
                                        REQUEST,
                                        SensitiveText.of(WISHES.get(i % WISHES.size()) + THINGS.get(i % THINGS.size())
                                                + ", version " + i + "."))
                                .build()))
                .toList();
    }

    private static Portrait portrait(Set<String> taken, List<Draft> children) {
        List<KeyTerm> terms = IntStream.range(0, 40)
                .mapToObj(i -> new KeyTerm(SensitiveText.of("formal letter " + i), 9, 9, 1))
                .toList();
        return new Portrait(rows(0, 50), rows(50, 50), terms, children, taken, Set.of());
    }

    private static int tokensOfTitle(Portrait portrait) {
        PlayedModel model = PlayedModel.always("{\"title\": \"Letters\", \"summary\": \"Users ask for letters.\"}");
        assertThat(new ModelSummarizer(model.run(), REQUEST).summarize(List.of(portrait)))
                .hasSize(1);
        return tokens(model.asked().get(0));
    }

    @Test
    void a_title_takes_less_than_1300_tokens() {
        Set<String> taken = Set.copyOf(IntStream.range(0, 500)
                .mapToObj(i -> "Formal letters of kind " + i)
                .toList());
        int plain = tokensOfTitle(portrait(Set.of(), List.of()));
        int again = tokensOfTitle(portrait(taken, List.of()));
        assertThat(plain).isBetween(900, 1300);
        assertThat(again).isBetween(plain, plain + 100);
    }

    @Test
    void an_audit_takes_less_than_400_tokens() {
        PlayedModel model = PlayedModel.always("{\"reason\": \"It says little.\", \"rating\": 5}");
        Draft draft = Sorter.cases(1, 1, 1).get(0);
        assertThat(new ModelAuditor(model.run(), 3).audit(List.of(draft))).hasSize(1);
        assertThat(tokens(model.asked().get(0))).isBetween(150, 400);
    }

    @Test
    void a_hierarchy_takes_less_than_400_tokens_for_each_of_a_thousand_clusters_and_its_answers_less_than_40() {
        List<Draft> cases = Sorter.cases(10, 10, 10);
        Collection<String> answers = new ConcurrentLinkedQueue<>();
        Sorter sorter = new Sorter();
        PlayedModel model = new PlayedModel(request -> {
            String answer = sorter.answer(request);
            answers.add(answer);
            return answer;
        });
        HashingEmbedder embedder = new HashingEmbedder();
        Embeddings centroids = embedder.embed(cases.stream().map(Draft::title).toList());
        ModelHierarchizer hierarchizer = new ModelHierarchizer(model.run(), embedder);
        hierarchizer.arrange(cases, centroids, 1).requireCovers(1000);
        assertThat(hierarchizer.makeshifts().levels()).isZero();
        double in = model.asked().stream().mapToInt(PromptTokensTest::tokens).sum() / 1000.0;
        double out = answers.stream().mapToInt(TOKENIZER::countTokensOrdinary).sum() / 1000.0;
        assertThat(in).isBetween(100.0, 400.0);
        assertThat(out).isBetween(5.0, 40.0);
    }
}
