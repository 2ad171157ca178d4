package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a phrasebook and refuses a faulty one with the file and the line.
 *
 * <p>A line that begins with {@code $} adds to a vocabulary ({@code $dish acc: entry => form | entry => form}), with
 * {@code @} opens a section ({@code @topic name} opens a topic), with {@code =} gives the pattern of a kind of personal
 * data; every other line is a template of the open section, in {@code @follow} and {@code @farewell} two of them around
 * {@code >>}. A vocabulary that stands before the first topic can be used in all of them. {@code @alone} says of a
 * topic that the common phrases hardly suit it.
 */
final class PhrasebookReader {

    private static final Pattern VOCABULARY = Pattern.compile("\\$([a-z_]+)((?: [a-z]+)*): (.+)");
    private static final Pattern ENTRY_END = Pattern.compile(" \\| ");
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern FORM_END = Pattern.compile(" => ");

    private final String language;
    private final TopicCatalog catalog;
    private final TemplateParser parser = new TemplateParser(this::vocabulary);
    private final Map<String, Vocabulary> commonWords = new HashMap<>();
    private final Map<String, Vocabulary> topicWords = new HashMap<>();
    private final Map<PiiKind, Coinage> coinages = new EnumMap<>(PiiKind.class);
    private final Pools common = new Pools();
    private final List<TopicPhrases> topics = new ArrayList<>();
    private final Set<String> topicNames = new HashSet<>();
    private int vocabularies;
    private String section = "";
    private @Nullable SourceLine topicLine;
    private Pools pools = common;

    PhrasebookReader(String language, TopicCatalog catalog) {
        this.language = language;
        this.catalog = catalog;
    }

    Phrasebook read(List<SourceLine> lines) {
        for (SourceLine line : lines) {
            try {
                read(line);
            } catch (IllegalArgumentException e) {
                String reason = String.valueOf(e.getMessage());
                throw reason.startsWith(line.file() + ":") ? e : line.refused(reason);
            }
        }
        closeTopic();
        SourceLine last = lines.get(lines.size() - 1);
        Map<String, List<?>> needed = Map.of(
                "@topic", topics,
                "@opening", common.openings,
                "@closing", common.closings,
                "@context", common.contexts,
                "@detail", common.details,
                "@plant", common.plants);
        needed.forEach((name, content) -> {
            if (content.isEmpty()) {
                throw last.refused("a phrasebook needs at least one line of " + name);
            }
        });
        for (PiiKind kind : List.of(PiiKind.PERSON, PiiKind.PHONE, PiiKind.ADDRESS, PiiKind.ID)) {
            if (!coinages.containsKey(kind)) {
                throw last.refused("no pattern for " + kind);
            }
        }
        String separator = language.equals("zh") || language.equals("ja") ? "" : " ";
        return new Phrasebook(language, separator, vocabularies, common, topics, coinages);
    }

    private void read(SourceLine line) {
        switch (line.text().charAt(0)) {
            case '$' -> readVocabulary(line.text());
            case '@' -> openSection(line);
            case '=' -> readPattern(line.text());
            default -> readTemplate(line.text());
        }
    }

    private void readVocabulary(String text) {
        Matcher parts = VOCABULARY.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected $name forms: entry | entry");
        }
        List<String> forms = BLANK.splitAsStream(parts.group(2))
                .filter(form -> !form.isEmpty())
                .toList();
        int id = vocabularies;
        Vocabulary vocabulary = (topicLine == null ? commonWords : topicWords)
                .computeIfAbsent(parts.group(1), name -> new Vocabulary(id, forms));
        vocabularies += vocabulary.id() == id ? 1 : 0;
        for (String entry : ENTRY_END.split(parts.group(3), -1)) {
            String[] columns = FORM_END.split(entry.strip(), -1);
            if (columns.length != 1 + vocabulary.forms().size()) {
                throw new IllegalArgumentException("\"" + entry + "\" needs the forms " + vocabulary.forms());
            }
            vocabulary.add(columns);
        }
    }

    private void openSection(SourceLine line) {
        String name = line.text().substring(1);
        if (name.startsWith("topic ")) {
            closeTopic();
            topicLine = line;
            topicWords.clear();
            pools = new Pools();
            section = "";
        } else if (name.equals("alone")) {
            pools.alone = true;
        } else {
            section = name;
        }
    }

    private void readPattern(String text) {
        int blank = text.indexOf(' ');
        PiiKind kind = PiiKind.ofSlot(text.substring(1, Math.max(1, blank)))
                .orElseThrow(() -> new IllegalArgumentException("expected =kind pattern"));
        coinages.put(kind, Coinage.of(parser.parse(text.substring(blank + 1))));
    }

    private void readTemplate(String text) {
        boolean farewell = section.equals("farewell");
        if (farewell || section.equals("follow")) {
            int arrow = text.indexOf(" >> ");
            if (arrow < 0) {
                throw new IllegalArgumentException("expected user >> assistant");
            }
            pools.exchanges.add(
                    new Exchange(plain(text.substring(0, arrow)), plain(text.substring(arrow + 4)), farewell));
            return;
        }
        Template template = section.equals("plant") ? parser.parse(text) : plain(text);
        switch (section) {
            case "ask" -> pools.asks.add(template);
            case "reply" -> pools.replies.add(template);
            case "context" -> pools.contexts.add(template);
            case "detail" -> pools.details.add(template);
            case "opening" -> common.openings.add(template);
            case "closing" -> common.closings.add(template);
            case "plant" -> common.plants.add(template);
            default -> throw new IllegalArgumentException("no section is called \"" + section + "\"");
        }
    }

    private Template plain(String text) {
        Template template = parser.parse(text);
        if (!template.pii().isEmpty()) {
            throw new IllegalArgumentException("personal data outside @plant: " + template.pii());
        }
        return template;
    }

    private void closeTopic() {
        if (topicLine == null) {
            return;
        }
        String topic = topicLine.text().substring("@topic ".length());
        SourceLine place = topicLine;
        String parent = catalog.parentOf(topic).orElseThrow(() -> place.refused("topics.txt does not list " + topic));
        if (!topicNames.add(topic)) {
            throw place.refused("the topic " + topic + " is described twice");
        }
        BitSet asked = new BitSet();
        pools.asks.forEach(ask -> asked.or(ask.slots()));
        List<Ask> asks = new ArrayList<>();
        for (Template request : pools.asks) {
            asks.add(ask(request, asked, place));
        }
        if (asks.isEmpty()) {
            throw place.refused("the topic " + topic + " has no @ask");
        }
        topics.add(new TopicPhrases(topic, parent, asks));
    }

    /** Keeps what mentions nothing that the topic's requests ask about and this one does not. */
    private Ask ask(Template request, BitSet asked, SourceLine place) {
        BitSet unsaid = (BitSet) asked.clone();
        unsaid.andNot(request.certainSlots());
        List<Template> replies = pools.replies.stream()
                .filter(reply -> !reply.slots().intersects(unsaid))
                .toList();
        if (replies.isEmpty()) {
            throw place.refused("no @reply suits the request " + describe(request));
        }
        List<Template> details = new ArrayList<>(pools.details);
        details.removeIf(detail -> detail.slots().intersects(unsaid));
        List<Exchange> exchanges = new ArrayList<>(pools.exchanges);
        exchanges.removeIf(exchange -> exchange.openSlots().intersects(unsaid));
        return new Ask(
                request,
                request.tokens(),
                replies,
                Collections.unmodifiableList(pools.contexts),
                List.copyOf(details),
                List.copyOf(exchanges),
                pools.alone);
    }

    private static String describe(Template request) {
        return request.parts().stream()
                .filter(Template.Literal.class::isInstance)
                .map(part -> ((Template.Literal) part).text())
                .reduce("", (a, b) -> a + b + "…");
    }

    private @Nullable Vocabulary vocabulary(String name) {
        Vocabulary own = topicWords.get(name);
        return own != null ? own : commonWords.get(name);
    }
}
