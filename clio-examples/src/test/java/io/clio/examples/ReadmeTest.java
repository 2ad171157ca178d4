package io.clio.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.release.Insight;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.testkit.population.Population;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The working directory of these tests is the build folder, so that snippets may name files as a reader would. */
class ReadmeTest {
    private static final Path REPOSITORY = Path.of("../..");

    @BeforeAll
    static void write_the_file_that_the_snippets_read() throws IOException {
        try (OutputStream out = Files.newOutputStream(Path.of("chats.jsonl"))) {
            Population.of(1).size(600).writeTo(out);
        }
    }

    @Test
    void every_snippet_of_the_readme_is_compiled_here() throws IOException {
        String compiled = withoutSpace(Files.readString(
                REPOSITORY.resolve("clio-examples/src/test/java/io/clio/examples/ReadmeSnippets.java")));

        List<String> snippets = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(REPOSITORY.resolve("README.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - "```".length()))
                .toList();

        assertThat(snippets)
                .hasSize(5)
                .allSatisfy(snippet -> assertThat(compiled).contains(withoutSpace(snippet)));
    }

    @Test
    void the_first_snippet_runs() {
        ReadmeSnippets.first();
    }

    @Test
    void the_second_snippet_writes_what_it_released() throws IOException {
        Insights insights = ReadmeSnippets.second(Path.of("chats.jsonl"));

        assertThat(InsightsFile.read(Path.of("insights.json")).conversations()).isEqualTo(insights.conversations());
    }

    @Test
    void the_third_snippet_breaks_topics_down_by_the_new_facet() {
        Insights insights = ReadmeSnippets.third(Clio.pipeline()
                        .from(Conversations.jsonLines(Path.of("chats.jsonl")))
                        .embedder(Embedders.hashing()))
                .run();

        assertThat(insights.roots())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.facets()).containsKey("frustration"));
    }

    @Test
    void the_fourth_snippet_gives_an_overview_where_nobody_mentions_an_election() {
        Insights insights = ReadmeSnippets.fourth(
                Clio.pipeline()
                        .from(Conversations.jsonLines(Path.of("chats.jsonl")))
                        .embedder(Embedders.hashing()),
                Instant.EPOCH,
                Instant.now());

        assertThat(insights.roots()).extracting(Insight::title).containsExactly("All conversations");
        assertThat(insights.input().conversations()).isEqualTo(600);
    }

    /** The formatter breaks lines as it likes. */
    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
