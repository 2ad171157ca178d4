package io.clio.examples.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The working directory of these tests is the build folder. */
class AdapterGuideTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final int MOST_LINES = 100;

    private static String guide() throws IOException {
        return Files.readString(REPOSITORY.resolve("docs/writing-an-adapter.md"));
    }

    private static List<String> javaOfTheGuide() throws IOException {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(guide())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String code(String folder, String type) throws IOException {
        String file = Files.readString(
                REPOSITORY.resolve("clio-examples/src/" + folder + "/java/io/clio/examples/llm/" + type + ".java"));
        return file.substring(file.indexOf("class " + type)).replaceAll("(?s)/\\*\\*.*?\\*/", "");
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void the_code_of_the_guide_is_the_adapter_that_passes_its_contract() throws IOException {
        String all = withoutSpace(String.join("", javaOfTheGuide()));

        assertThat(all)
                .isEqualTo(withoutSpace("public final " + code("main", "OllamaModel"))
                        + withoutSpace(code("test", "OllamaModelTest")));
    }

    @Test
    void the_code_of_the_guide_has_less_than_a_hundred_lines() throws IOException {
        assertThat(String.join("", javaOfTheGuide()).lines().filter(line -> !line.isBlank()))
                .hasSizeLessThan(MOST_LINES);
    }

    @Test
    void the_guide_knows_how_many_tests_the_contract_has() throws IOException {
        long tests = Arrays.stream(OllamaModelTest.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();

        assertThat(guide()).contains(tests + " tests");
    }
}
