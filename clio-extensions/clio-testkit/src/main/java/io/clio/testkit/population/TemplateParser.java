package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the notation of a {@link Template}; refuses what it does not understand with an
 * {@code IllegalArgumentException}.
 */
final class TemplateParser {

    private final Function<String, @Nullable Vocabulary> vocabularies;

    TemplateParser(Function<String, @Nullable Vocabulary> vocabularies) {
        this.vocabularies = vocabularies;
    }

    Template parse(String text) {
        List<Template.Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{') {
                int end = closing(text, at, '}');
                parts.add(slot(text.substring(at + 1, end)));
                at = end + 1;
            } else if (c == '[') {
                int end = closing(text, at, ']');
                parts.add(choice(text.substring(at + 1, end)));
                at = end + 1;
            } else if (c == '}' || c == ']') {
                throw new IllegalArgumentException("'" + c + "' closes nothing in: " + text);
            } else {
                int end = at;
                while (end < text.length() && "{}[]".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                parts.add(new Template.Literal(text.substring(at, end)));
                at = end;
            }
        }
        return new Template(parts);
    }

    private static int closing(String text, int from, char bracket) {
        int end = text.indexOf(bracket, from);
        if (end < 0) {
            throw new IllegalArgumentException("no '" + bracket + "' after: " + text.substring(from));
        }
        return end;
    }

    private Template.Part choice(String text) {
        List<Template> options = new ArrayList<>();
        for (int from = 0; from <= text.length(); ) {
            int bar = text.indexOf('|', from);
            int end = bar < 0 ? text.length() : bar;
            options.add(parse(text.substring(from, end)));
            from = end + 1;
        }
        if (options.size() < 2) {
            throw new IllegalArgumentException("a choice of one: [" + text + "]");
        }
        return new Template.Choice(options);
    }

    private Template.Part slot(String text) {
        boolean capital = text.startsWith("^");
        int copy = text.endsWith("#2") ? 1 : 0;
        String path = text.substring(capital ? 1 : 0, text.length() - 2 * copy);
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Vocabulary vocabulary = vocabularies.apply(name);
        if (vocabulary == null) {
            return PiiKind.ofSlot(path)
                    .map(Template.Planted::new)
                    .orElseThrow(() -> new IllegalArgumentException("no vocabulary is called {" + name + "}"));
        }
        int form = dot < 0 ? 0 : 1 + vocabulary.forms().indexOf(path.substring(dot + 1));
        if (dot >= 0 && form == 0) {
            throw new IllegalArgumentException("{" + name + "} has the forms " + vocabulary.forms() + ", not " + path);
        }
        if (copy == 1 && vocabulary.size() < 2) {
            throw new IllegalArgumentException("{" + name + "} has no second entry for {" + text + "}");
        }
        return new Template.Slot(vocabulary, form, copy, capital, vocabulary.tokens(form));
    }
}
