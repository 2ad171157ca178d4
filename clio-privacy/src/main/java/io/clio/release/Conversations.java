package io.clio.release;

/** Knows which tickets are parts of one conversation. */
final class Conversations {
    private final IntList ofTicket = new IntList();

    /** The next ticket is a conversation. */
    void add() {
        ofTicket.add(ofTicket.size());
    }

    /** The next ticket is another part of the conversation of an earlier one. */
    void addPart(int ticket) {
        ofTicket.add(ofTicket.get(ticket));
    }

    /** For each row the number of its conversation, counted from 0 as they come, given the ticket of each row. */
    int[] ofRows(int[] tickets) {
        int[] numbers = new int[ofTicket.size()];
        int[] ofRow = new int[tickets.length];
        int known = 0;
        for (int row = 0; row < tickets.length; row++) {
            int conversation = ofTicket.get(tickets[row]);
            if (numbers[conversation] == 0) {
                numbers[conversation] = ++known;
            }
            ofRow[row] = numbers[conversation] - 1;
        }
        return ofRow;
    }
}
