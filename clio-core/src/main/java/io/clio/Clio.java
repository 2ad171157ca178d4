package io.clio;

/**
 * The way in.
 *
 * <pre>{@code
 * Insights insights = Clio.pipeline().from(Conversations.jsonLines(Path.of("chats.jsonl"))).run();
 * insights.roots().forEach(i -> System.out.println(i.title() + "  " + i.users()));
 * }</pre>
 */
public final class Clio {
    private Clio() {}

    /**
     * A pipeline in which nothing is set: everything but the source of conversations has a default that works offline.
     *
     * @return the pipeline
     */
    public static Pipeline pipeline() {
        return Pipeline.EMPTY;
    }
}
