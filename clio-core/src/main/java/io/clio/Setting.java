package io.clio;

/** What of a pipeline can be set once, and the method that sets it. */
enum Setting {
    FROM("from"),
    SAMPLE("sample"),
    SCREEN("screen"),
    CLUSTER_WITHIN("clusterWithin or clusterTogether"),
    CLUSTER_BY("clusterBy"),
    EXTRACTOR("extractor"),
    EMBEDDER("embedder"),
    CLUSTERER("clusterer"),
    SUMMARIZER("summarizer"),
    HIERARCHIZER("hierarchizer"),
    MODEL("llm"),
    TITLE_MODEL("titles"),
    DISPATCH("dispatch"),
    BUDGET("budget"),
    PROMPTS("prompts"),
    QUESTION("screen with a question"),
    SPLITTING("splitRequests"),
    REPORT("modelReport"),
    PRIVACY("privacy"),
    LEDGER("ledger"),
    SEED("seed"),
    THREADS("threads"),
    PROGRESS("progress"),
    WORKSPACE("workspace");

    private final String method;

    Setting(String method) {
        this.method = method;
    }

    /** Those that a run without language models has none of. */
    static Setting[] ofModels() {
        return new Setting[] {MODEL, TITLE_MODEL, DISPATCH, BUDGET, PROMPTS, QUESTION, SPLITTING, REPORT};
    }

    /** How it is set, for messages. */
    String method() {
        return method;
    }
}
