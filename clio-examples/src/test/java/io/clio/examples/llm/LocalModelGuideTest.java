package io.clio.examples.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The working directory of these tests is the build folder. */
class LocalModelGuideTest {
    private static final Path REPOSITORY = Path.of("../..");

    private static String section() throws IOException {
        String page = Files.readString(REPOSITORY.resolve("docs/llm.md"));
        String from = page.substring(page.indexOf("\n## A real model on your machine\n") + 1);
        return from.substring(0, from.indexOf("\n## "));
    }

    private static List<String> codeIn(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(section())
                .results()
                .map(match -> match.group(1).replaceAll("\\s+", ""))
                .toList();
    }

    @Test
    void the_code_of_the_page_stands_in_the_example_whose_request_is_tested() throws IOException {
        String example = Files.readString(
                        REPOSITORY.resolve("clio-examples/src/main/java/io/clio/examples/llm/LocalModelExample.java"))
                .replaceAll("\\s+", "");

        assertThat(codeIn("java"))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(example).contains(code));
    }

    @Test
    void the_commands_of_the_page_are_there() throws IOException {
        assertThat(String.join("\n", codeIn("sh")))
                .contains("benchmarks/lib/local-modelfetch", LocalModelExample.class.getName(), "-DlocalModel");
        assertThat(REPOSITORY.resolve("benchmarks/lib/local-model")).isExecutable();
    }
}
