package io.clio.dispatch;

import io.clio.llm.BatchLanguageModel;

/**
 * What those work with who see to the batches of a desk.
 *
 * @param model who is asked
 * @param name what logs call the model
 * @param settings of the dispatcher
 * @param batching its settings for batches
 * @param host the clock and the threads
 * @param answers where answers are kept
 * @param notes which question is in which batch, for a later run
 * @param ledger what is spent and reserved
 * @param backoff how long to wait after a failure
 * @param desk hears what became of each question
 */
record BatchContext(
        BatchLanguageModel model,
        String name,
        Dispatch settings,
        Batching batching,
        Host host,
        Answers answers,
        BatchNotes notes,
        Ledger ledger,
        Backoff backoff,
        Desk desk) {}
