package io.clio.testkit.population;

import java.util.Arrays;
import java.util.Optional;

/** A kind of personal data that can be planted; its slot in a template is its name in lower case. */
enum PiiKind {
    PERSON("person"),
    EMAIL("email"),
    PHONE("phone"),
    ADDRESS("address"),
    ID("id"),
    IBAN("iban"),
    CARD("card"),
    KEY("apikey"),
    IP("ip"),
    URL("url");

    private final String slot;

    PiiKind(String slot) {
        this.slot = slot;
    }

    static Optional<PiiKind> ofSlot(String name) {
        return Arrays.stream(values()).filter(kind -> kind.slot.equals(name)).findFirst();
    }
}
