package io.clio.testkit.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The working directory of these tests is the module. */
class FaultTableTest {
    private static final int TEST_COLUMN = 3;

    private static List<String> testsInTheTable() throws IOException {
        return Files.readString(Path.of("../../docs/llm.md"))
                .lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length > TEST_COLUMN && cells[TEST_COLUMN].matches(" `\\w+_\\w+` "))
                .map(cells -> cells[TEST_COLUMN].replaceAll("[ `]", ""))
                .toList();
    }

    private static Stream<String> testsOf(Class<?> rules) {
        return Arrays.stream(rules.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName());
    }

    @Test
    void every_test_that_the_table_names_is_one_of_the_contract() throws IOException {
        assertThat(testsInTheTable())
                .doesNotHaveDuplicates()
                .isSubsetOf(testsOf(BatchLanguageModelContract.class).toList());
    }

    @Test
    void every_fault_that_the_contract_knows_stands_in_the_table() throws IOException {
        List<String> table = testsInTheTable();

        assertThat(testsOf(FaultRules.class)).isSubsetOf(table);
        assertThat(testsOf(ConnectionRules.class).filter(test -> !test.contains("_the_use_of_")))
                .isSubsetOf(table);
    }
}
