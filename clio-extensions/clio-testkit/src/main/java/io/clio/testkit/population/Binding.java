package io.clio.testkit.population;

import java.util.Arrays;

/**
 * What the slots of one conversation stand for: a slot keeps its value from its first use to the end.
 *
 * <p>A vocabulary has two slots, {@code {x}} and {@code {x#2}}, which never hold the same entry.
 */
final class Binding {

    private static final int UNBOUND = -1;

    private final Dice dice;
    private final PersonalData personalData;
    private final int[] entries;

    Binding(Dice dice, PersonalData personalData, int vocabularies) {
        this.dice = dice;
        this.personalData = personalData;
        this.entries = new int[2 * vocabularies];
        Arrays.fill(entries, UNBOUND);
    }

    /** The key of a slot: copy 0 is {@code {x}}, copy 1 is {@code {x#2}}. */
    static int key(Vocabulary vocabulary, int copy) {
        return 2 * vocabulary.id() + copy;
    }

    Dice dice() {
        return dice;
    }

    int entry(Vocabulary vocabulary, int copy) {
        int key = key(vocabulary, copy);
        if (entries[key] == UNBOUND) {
            int other = entries[key ^ 1];
            int drawn = dice.nextInt(other == UNBOUND ? vocabulary.size() : vocabulary.size() - 1);
            entries[key] = other != UNBOUND && drawn >= other ? drawn + 1 : drawn;
        }
        return entries[key];
    }

    String planted(PiiKind kind) {
        return personalData.value(kind);
    }
}
