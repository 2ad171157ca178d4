package io.clio.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Counts how often each regular expression of the detectors looks at a character of a hostile text, anywhere in it,
 * which is more than detectors let it. No clock is read.
 */
class PatternWorkTest {
    private static final int LENGTH = 10_000;
    private static final int READS_PER_CHAR = 1_500;
    private static final List<String> UNITS = List.of(
            "1",
            "a",
            "A",
            "@",
            ".",
            "-",
            "1 ",
            "1-",
            "1.",
            "12 34-",
            "a.",
            "a-",
            "a1",
            "A1b2",
            "1:",
            "a:",
            "::",
            "/",
            "a/",
            "://",
            "http://a",
            "a@",
            "a@a.",
            "+1 ",
            "(1) ",
            "( at ) ",
            "a at b dot ",
            "XXXX",
            "138XXXX",
            "123-XX",
            "S1234567",
            "A123456 (",
            "756.1234.",
            "ABCPD1234",
            "1M8GDM9A",
            "DE89 ",
            "1A2b-",
            "0x0f",
            "eyJa.",
            "sk-live_a",
            "-----BEGIN PRIVATE KEY-----",
            "~a/",
            "\\Users\\a",
            "/home/a",
            "12.345.678-",
            "1/2/",
            "2020-01-",
            "1,5 ",
            "12°34'",
            "1.2345, ",
            "lat=1.2345 lon=",
            "00:1a:",
            "001a.",
            "passport ",
            "no ",
            "number: ");

    /** Fails if a text is looked at more often than a bound allows. Confined to one thread. */
    private static final class Metered implements CharSequence {
        private final String text;
        private long reads;

        Metered(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            reads++;
            if (reads > (long) READS_PER_CHAR * text.length()) {
                throw new IllegalStateException("too much work");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static boolean isCheap(Pattern pattern) {
        return UNITS.stream().allMatch(unit -> isCheap(pattern, unit));
    }

    private static boolean isCheap(Pattern pattern, String unit) {
        Matcher matcher = pattern.matcher(new Metered(unit.repeat(LENGTH / unit.length())));
        try {
            while (matcher.find()) {
                // only the work counts
            }
            return true;
        } catch (IllegalStateException | StackOverflowError e) {
            return false;
        }
    }

    /** Every constant pattern of the package, and those of the forms of national numbers. */
    private static Map<String, Pattern> patterns() throws URISyntaxException, ReflectiveOperationException {
        Map<String, Pattern> patterns = new TreeMap<>();
        Path classes = Path.of(Detectors.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        File[] files = classes.resolve("io/clio/privacy/detect").toFile().listFiles();
        for (File file : Objects.requireNonNull(files, "compiled detectors")) {
            String name = file.getName().replace(".class", "");
            if (name.endsWith("Test") || name.contains("Test$") || name.equals("package-info")) {
                continue;
            }
            for (Field field : Class.forName("io.clio.privacy.detect." + name).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
                    field.setAccessible(true);
                    patterns.put(name + "." + field.getName(), (Pattern) field.get(null));
                }
            }
        }
        NationalIdDetector.forms().forEach(form -> patterns.put("form " + form.shape(), form.shape()));
        return patterns;
    }

    @Test
    void no_pattern_does_more_than_linear_work() throws Exception {
        Map<String, Pattern> patterns = patterns();

        assertThat(patterns).hasSizeGreaterThan(70);
        assertThat(patterns.keySet().stream().filter(name -> !isCheap(patterns.get(name))))
                .isEmpty();
    }

    @Test
    void a_pattern_that_backtracks_would_be_told() {
        for (String expression : Arrays.asList("(1+)+b", "a+@", "\\d+ x", "(?:a|a)+b")) {
            assertThat(isCheap(Pattern.compile(expression)))
                    .as(expression.toUpperCase(Locale.ROOT))
                    .isFalse();
        }
    }
}
