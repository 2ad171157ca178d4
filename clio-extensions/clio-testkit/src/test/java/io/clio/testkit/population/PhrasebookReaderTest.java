package io.clio.testkit.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How phrasebooks are refused, and what the shipped ones hold. */
class PhrasebookReaderTest {

    private static final TopicCatalog CATALOG =
            new TopicCatalog(List.of(new SourceLine("topics.txt", 1, "cooking/soup")));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "@nonsense/Hello.; xx.txt:2: no section is called \"nonsense\"",
                "$dish soup | stew; xx.txt:1: expected $name forms: entry | entry",
                "$dish acc: soup; xx.txt:1: \"soup\" needs the forms [acc]",
                "@opening/Hello {who}.; xx.txt:2: no vocabulary is called {who}",
                "$who: you/@opening/Hello {who.acc}.; xx.txt:3: {who} has the forms [], not who.acc",
                "@opening/Hello {who; xx.txt:2: no '}' after: {who",
                "@opening/Hello [you].; xx.txt:2: a choice of one: [you]",
                "@opening/I am {person}.; xx.txt:2: personal data outside @plant: [PERSON]",
                "$a: Ann | Anna/=person {a} B; xx.txt:2: \"Ann\" begins \"Anna\", so coined values could be equal",
                "@topic stew/@ask/Stew?/@topic soup; xx.txt:1: topics.txt does not list stew",
                "@topic soup/$x: a/@ask/A {x}?/Soup?/@reply/Add {x}.; xx.txt:1: no @reply suits the request Soup?…",
                "@follow/Why?; xx.txt:2: expected user >> assistant",
            })
    void a_fault_is_refused_with_file_and_line(String text, String message) {
        assertThatThrownBy(() -> new PhrasebookReader("xx", CATALOG).read(lines(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void english_describes_every_topic_in_at_least_twelve_requests() {
        Phrasebook english = Library.shared().books().get(0);

        assertThat(english.topics()).hasSize(39).allMatch(topic -> topic.asks().size() >= 12);
    }

    @Test
    void every_other_language_describes_twelve_topics_in_at_least_six_requests() {
        List<Phrasebook> books = Library.shared().books();

        assertThat(books.subList(1, books.size()))
                .allSatisfy(book -> assertThat(book.topics())
                        .hasSizeGreaterThanOrEqualTo(12)
                        .allMatch(topic -> topic.asks().size() >= 6));
    }

    @Test
    void every_language_knows_the_topic_that_grows() {
        assertThat(Library.shared().books())
                .allMatch(book ->
                        book.topics().stream().anyMatch(topic -> topic.topic().equals(Habits.GROWING)));
    }

    private static List<SourceLine> lines(String text) throws IOException {
        return SourceLine.of("xx.txt", new BufferedReader(new StringReader(text.replace("/", "\n"))));
    }
}
