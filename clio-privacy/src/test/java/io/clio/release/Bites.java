package io.clio.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;

/** Shows that a law notices when its rule is missing: of a few hundred worlds, at least one breaks it. */
final class Bites {
    /** Marks tests of the laws, which say nothing of the gate itself. */
    static final String TAG = "bites";

    private static final int WORLDS = 200;

    private Bites() {}

    /** Must be called inside a property with a fixed seed, which the sample of worlds then follows. */
    static void withoutRule(BrokenGate.Rule missing, Arbitrary<World> worlds, Consumer<World> law) {
        List<World> sample = worlds.sampleStream().limit(WORLDS).toList();
        assertThat(sample.stream().filter(world -> isBroken(law, world)).findFirst())
                .as("a world whose law breaks without %s", missing)
                .isPresent();
    }

    /** The second gate with all its rules keeps the law, so that what breaks it is the missing rule. */
    static void holdsWithEveryRule(Arbitrary<World> worlds, Consumer<World> law) {
        worlds.sampleStream()
                .limit(WORLDS)
                .forEach(world -> assertThatCode(() -> law.accept(world)).doesNotThrowAnyException());
    }

    private static boolean isBroken(Consumer<World> law, World world) {
        try {
            law.accept(world);
            return false;
        } catch (AssertionError broken) {
            return true;
        }
    }
}
