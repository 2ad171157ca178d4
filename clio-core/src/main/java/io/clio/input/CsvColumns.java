package io.clio.input;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which column of a header holds what, told by its name without regard to case, spaces, hyphens and underscores. */
final class CsvColumns {
    static final int NONE = -1;

    private static final List<String> CONVERSATION = List.of(
            "conversationid",
            "conversation",
            "conversationhash",
            "chatid",
            "threadid",
            "sessionid",
            "dialogueid",
            "dialogid",
            "convid");
    private static final List<String> ID = List.of("id");
    private static final List<String> USER =
            List.of("userid", "user", "hashedip", "accountid", "customerid", "username");
    private static final List<String> TIME =
            List.of("timestamp", "createdat", "time", "datetime", "date", "created", "createtime", "sentat");
    private static final List<String> ROLE = List.of("role", "sender", "author", "from", "speaker");
    private static final List<String> CONTENT = List.of("content", "text", "message", "body", "value");
    private static final List<String> MESSAGES = List.of("messages", "conversation", "conversations", "turns");
    private static final List<String> PROMPT =
            List.of("prompt", "question", "input", "instruction", "request", "query", "usermessage", "userinput");
    private static final List<String> RESPONSE =
            List.of("response", "answer", "output", "completion", "reply", "assistantmessage", "assistant", "bot");
    private static final List<String> SYSTEM = List.of("system", "systemprompt");
    private static final Set<String> OTHER_IDS =
            Set.of("id", "messageid", "parentid", "turnid", "updatedat", "updatetime");

    /** How conversations stand in rows. */
    enum Kind {
        MESSAGE_A_ROW,
        JSON_A_ROW,
        PAIR_A_ROW,
        UNKNOWN
    }

    private final List<String> header;
    private final List<String> names;
    private final Kind kind;
    private final int conversation;
    private final int user;
    private final int time;
    private final int role;
    private final int content;
    private final int messages;
    private final int prompt;
    private final int response;
    private final int system;

    CsvColumns(List<String> header) {
        this.header = header;
        this.names = header.stream().map(CsvColumns::plain).toList();
        this.role = find(ROLE);
        this.content = find(CONTENT);
        int id = find(CONVERSATION);
        this.prompt =
                find(PROMPT) != NONE ? find(PROMPT) : find(List.of("assistant")) != NONE ? find(List.of("user")) : NONE;
        this.response = find(RESPONSE);
        if (role != NONE && content != NONE && id != NONE) {
            this.kind = Kind.MESSAGE_A_ROW;
        } else if (find(MESSAGES) != NONE) {
            this.kind = Kind.JSON_A_ROW;
        } else {
            this.kind = prompt != NONE ? Kind.PAIR_A_ROW : Kind.UNKNOWN;
        }
        this.messages = kind == Kind.JSON_A_ROW ? find(MESSAGES) : NONE;
        int own = id == messages ? NONE : id;
        this.conversation = own == NONE && kind != Kind.MESSAGE_A_ROW ? find(ID) : own;
        this.user = find(USER) == prompt ? NONE : find(USER);
        this.time = find(TIME);
        this.system = find(SYSTEM);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private int find(List<String> wanted) {
        return wanted.stream()
                .mapToInt(names::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(NONE);
    }

    Kind kind() {
        return kind;
    }

    int size() {
        return header.size();
    }

    String conversation(List<String> row) {
        return at(conversation, row);
    }

    String user(List<String> row) {
        return at(user, row);
    }

    String time(List<String> row) {
        return at(time, row);
    }

    String role(List<String> row) {
        return at(role, row);
    }

    String content(List<String> row) {
        return at(content, row);
    }

    String messages(List<String> row) {
        return at(messages, row);
    }

    String prompt(List<String> row) {
        return at(prompt, row);
    }

    String response(List<String> row) {
        return at(response, row);
    }

    String system(List<String> row) {
        return at(system, row);
    }

    private static String at(int column, List<String> row) {
        return column == NONE ? "" : row.get(column);
    }

    boolean hasUser() {
        return user != NONE;
    }

    /** What stands in other columns, by their names; blank fields count as nothing. */
    Map<String, Object> metadata(List<String> row) {
        Set<Integer> used =
                new HashSet<>(List.of(conversation, user, time, role, content, messages, prompt, response, system));
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            if (!used.contains(i)
                    && !OTHER_IDS.contains(names.get(i))
                    && !row.get(i).isBlank()) {
                fields.put(header.get(i), row.get(i));
            }
        }
        return fields;
    }

    /** How many columns have a meaning. */
    long known() {
        return knownNames().size();
    }

    /** Names that are known; others may be anything, even what somebody said, and are not told. */
    String found() {
        List<String> known = knownNames();
        return header.size() + " columns, of which known by name: "
                + (known.isEmpty() ? "none" : String.join(", ", known));
    }

    private List<String> knownNames() {
        Set<String> all = Stream.of(CONVERSATION, ID, USER, TIME, ROLE, CONTENT, MESSAGES, PROMPT, RESPONSE, SYSTEM)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        List<String> known = new ArrayList<>();
        names.stream().filter(all::contains).forEach(known::add);
        return known;
    }
}
