package io.clio.testkit.population;

import java.util.BitSet;

/**
 * What a user may add later in a conversation, and the reply.
 *
 * @param user what the user says
 * @param assistant the reply
 * @param farewell whether nothing can come after it
 */
record Exchange(Template user, Template assistant, boolean farewell) {

    double tokens() {
        return user.tokens() + assistant.tokens();
    }

    /** The slots of the reply that the user's part does not fill. */
    BitSet openSlots() {
        BitSet open = assistant.slots();
        open.andNot(user.certainSlots());
        return open;
    }
}
