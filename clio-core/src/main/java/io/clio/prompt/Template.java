package io.clio.prompt;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two parts of a prompt, checked for what is to be filled in. */
record Template(String system, String user) {
    private static final Pattern SYSTEM = Pattern.compile("=== system\\R");
    private static final Pattern USER = Pattern.compile("(?m)^=== user\\R");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)\\}\\}");

    /** Reads {@code === system}, a text, {@code === user}, a text. */
    static Template parse(PromptName name, String text) {
        Matcher system = SYSTEM.matcher(text);
        Matcher user = USER.matcher(text);
        if (!system.lookingAt() || !user.find(system.end())) {
            throw new IllegalArgumentException(
                    "prompt " + name + ": expected a first line '=== system', a text, a line '=== user', and a text");
        }
        Template template = new Template(
                text.substring(system.end(), user.start()).strip(),
                text.substring(user.end()).strip());
        template.check(name);
        return template;
    }

    private void check(PromptName name) {
        Set<String> wanted = new TreeSet<>(name.words());
        wanted.addAll(name.data());
        Set<String> inSystem = places(system);
        Set<String> found = new TreeSet<>(places(user));
        found.addAll(inSystem);
        require(name, found.containsAll(wanted), "must contain {{%s}}", wanted, found);
        require(name, wanted.containsAll(found), "must not contain {{%s}}", found, wanted);
        require(
                name,
                name.words().containsAll(inSystem),
                "must have {{%s}} in its part === user",
                inSystem,
                name.words());
    }

    private static void require(PromptName name, boolean good, String problem, Set<String> some, Set<String> without) {
        if (!good) {
            Set<String> left = new TreeSet<>(some);
            left.removeAll(without);
            throw new IllegalArgumentException(
                    "prompt " + name + ": " + String.format(problem, String.join("}}, {{", left)));
        }
    }

    private static Set<String> places(String text) {
        Set<String> names = new TreeSet<>();
        PLACE.matcher(text).results().forEach(place -> names.add(place.group(1)));
        return names;
    }

    /** Fills in; what is filled in is not looked through for further places. */
    static String fill(String text, Map<String, String> values) {
        Function<String, String> value = place -> {
            if (!values.containsKey(place)) {
                throw new IllegalArgumentException("nothing to fill in for {{" + place + "}}");
            }
            return Matcher.quoteReplacement(values.get(place));
        };
        return PLACE.matcher(text).replaceAll(place -> value.apply(place.group(1)));
    }
}
