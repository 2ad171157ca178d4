package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.List;

/**
 * The words that may fill a slot: entries of one or more forms, such as a dish and its accusative.
 *
 * <p>Grows while its file is read, then stays as it is.
 */
final class Vocabulary {

    private final int id;
    private final List<String> forms;
    private final List<String[]> entries = new ArrayList<>();

    /**
     * A vocabulary without entries.
     *
     * @param id its number in its phrasebook
     * @param forms the names of the forms after the first, which is nameless
     */
    Vocabulary(int id, List<String> forms) {
        this.id = id;
        this.forms = List.copyOf(forms);
    }

    int id() {
        return id;
    }

    int size() {
        return entries.size();
    }

    List<String> forms() {
        return forms;
    }

    void add(String[] entry) {
        entries.add(entry);
    }

    String form(int entry, int form) {
        return entries.get(entry)[form];
    }

    /** The mean token count of a form. */
    double tokens(int form) {
        double sum = 0;
        for (String[] entry : entries) {
            sum += Tokens.in(entry[form]);
        }
        return sum / entries.size();
    }
}
