package io.clio.testkit.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.conversation.SensitiveText;
import io.clio.llm.BatchLanguageModel;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.Completion.Finish;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModelException;
import io.clio.llm.LanguageModelException.Final;
import io.clio.llm.LanguageModelException.Retriable;
import io.clio.llm.PromptMessage;
import io.clio.llm.PromptMessage.Speaker;
import io.clio.llm.TokenUsage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;

/** A model of an invented protocol, right in everything but the one flaw that it may have. */
final class FlawedModel implements BatchLanguageModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int LARGE = 100_000;

    private final Service service;
    private final Capabilities capabilities;
    private final Flaw flaw;
    private final HttpClient http;
    private final AtomicReference<Completion> first = new AtomicReference<>();
    private final Map<String, List<String>> submitted = new ConcurrentHashMap<>();
    private final List<String> earlier = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean broken;

    FlawedModel(Service service, Capabilities capabilities, Flaw flaw) {
        this.service = service;
        this.capabilities = capabilities;
        this.flaw = flaw;
        http = HttpClient.newBuilder()
                .followRedirects(is(Flaw.FOLLOWS_REDIRECTS) ? Redirect.ALWAYS : Redirect.NEVER)
                .build();
    }

    private boolean is(Flaw other) {
        return flaw == other;
    }

    @Override
    public Capabilities capabilities() {
        return is(Flaw.LEARNS_WHAT_IT_CAN) && first.get() != null ? Capabilities.TEXT_ONLY : capabilities;
    }

    @Override
    public String name() {
        return switch (flaw) {
            case CHANGES_ITS_NAME -> service.model() + " at " + System.nanoTime();
            case HAS_ONE_NAME_FOR_ALL -> "plain";
            case IS_NAMED_AFTER_ITS_ADDRESS -> service.model() + " at " + service.base();
            default -> service.model();
        };
    }

    @Override
    public String toString() {
        return "PlainModel[" + (is(Flaw.PRINTS_ITS_KEY) ? service.key() : name()) + "]";
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        if (!is(Flaw.REFUSES_NOTHING)) {
            capabilities().require(request);
        }
        String prompt =
                request.messages().get(request.messages().size() - 1).text().reveal();
        misbehave(prompt);
        try {
            Completion completion;
            if (is(Flaw.CALLS_ONE_AT_A_TIME)) {
                synchronized (this) {
                    completion = read(call("POST", "complete", write(request).toString()), request);
                }
            } else {
                completion = read(call("POST", "complete", write(request).toString()), request);
            }
            if (is(Flaw.PRINTS_ANSWERS)) {
                System.out.println(completion.text().reveal());
            }
            first.compareAndSet(null, completion);
            return is(Flaw.GIVES_ALL_THE_FIRST_ANSWER) ? first.get() : completion;
        } catch (InterruptedException e) {
            broken = true;
            if (is(Flaw.SWALLOWS_INTERRUPTS)) {
                throw new Retriable(Retriable.Reason.CONNECTION, "interrupted");
            }
            throw e;
        } catch (Retriable e) {
            broken = true;
            if (is(Flaw.RETRIES)) {
                return read(call("POST", "complete", write(request).toString()), request);
            }
            throw e;
        }
    }

    private void misbehave(String prompt) {
        if (broken && is(Flaw.BREAKS_FOR_GOOD)) {
            throw new IllegalStateException("broken");
        }
        if (prompt.isEmpty() && is(Flaw.CRASHES_ON_EMPTY_PROMPTS)) {
            throw new IllegalArgumentException("no prompt");
        }
        if (is(Flaw.CRASHES_ON_HALF_PAIRS)
                && prompt.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("half a pair");
        }
        if (is(Flaw.LOGS_PROMPTS)) {
            Logger.getLogger("plain").fine(prompt);
        }
        if (is(Flaw.NAMES_THREADS)) {
            Thread.currentThread().setName(prompt);
        }
    }

    private ObjectNode write(CompletionRequest request) {
        ObjectNode json = JSON.createObjectNode();
        if (!is(Flaw.NAMES_NO_MODEL)) {
            json.put("model", service.model());
        }
        ArrayNode turns = json.putArray("turns");
        int from = is(Flaw.LEAVES_OUT_WHAT_IS_SHARED) ? request.shared() : 0;
        for (PromptMessage message :
                request.messages().subList(from, request.messages().size())) {
            boolean instructions = message.speaker() == Speaker.SYSTEM;
            boolean replaced = is(Flaw.SENDS_A_SCHEMA_IN_PLACE_OF_INSTRUCTIONS)
                    && request.schema().isPresent();
            boolean left = is(Flaw.LEAVES_OUT_INSTRUCTIONS) || replaced;
            if (!(instructions && left)) {
                ObjectNode turn = JSON.createObjectNode()
                        .put(
                                "who",
                                is(Flaw.ALL_TURNS_OF_THE_USER)
                                        ? "USER"
                                        : message.speaker().name())
                        .put("text", sent(message.text().reveal()));
                turns.insert(is(Flaw.REVERSES_TURNS) ? 0 : turns.size(), turn);
            }
        }
        if (!is(Flaw.SENDS_NO_TEMPERATURE) && !(is(Flaw.SENDS_NO_ZERO) && request.temperature() == 0)) {
            json.put("temperature", request.temperature());
        }
        if (!is(Flaw.SENDS_NO_LENGTH)) {
            json.put("most", request.maxTokens());
        }
        if (!is(Flaw.FORGETS_THE_SCHEMA)) {
            request.schema().ifPresent(schema -> json.put("schema", schema.json()));
        }
        if (!is(Flaw.FORGETS_THE_PREFILL)) {
            request.prefill().ifPresent(prefill -> json.put("begin", prefill.reveal()));
        }
        if (is(Flaw.REMEMBERS_PROMPTS)) {
            earlier.forEach(json.putArray("earlier")::add);
            request.messages().forEach(message -> earlier.add(message.text().reveal()));
        }
        return json;
    }

    private String sent(String text) {
        return switch (flaw) {
            case TRIMS_PROMPTS -> text.strip();
            case CUTS_LARGE_PROMPTS -> text.substring(0, Math.min(text.length(), LARGE));
            case WRITES_ASCII -> new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
            case QUOTES_NOTHING -> text.replace("\"", "'");
            default -> text;
        };
    }

    private byte[] call(String method, String path, String body) throws LanguageModelException, InterruptedException {
        String query = is(Flaw.SENDS_THE_KEY_IN_THE_ADDRESS) ? "?key=" + service.key() : "";
        var request = HttpRequest.newBuilder(URI.create(service.base() + "/" + path + query))
                .header("Content-Type", is(Flaw.POSTS_TEXT) ? "text/plain" : "application/json")
                .header("X-Key", service.key())
                .method(method, BodyPublishers.ofString(body))
                .build();
        var answer = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = answer.get(service.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw error(response.statusCode(), response.body(), wait(response));
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new Retriable(
                    is(Flaw.TIME_OUTS_ARE_BROKEN_CONNECTIONS) ? Retriable.Reason.CONNECTION : Retriable.Reason.TIMEOUT,
                    "too late");
        } catch (ExecutionException e) {
            if (is(Flaw.BROKEN_CONNECTIONS_ARE_FINAL)) {
                throw new Final(Final.Reason.BAD_REQUEST, "broken");
            }
            throw new Retriable(
                    Retriable.Reason.CONNECTION, "broken" + (is(Flaw.TELLS_THE_ADDRESS) ? service.base() : ""));
        } finally {
            if (!is(Flaw.LEAVES_CONNECTIONS_OPEN)) {
                answer.cancel(true);
            }
        }
    }

    private Optional<Duration> wait(HttpResponse<?> response) {
        Optional<String> value = response.headers().firstValue("Retry-After");
        if (value.isEmpty() || is(Flaw.TELLS_NO_TIME_TO_WAIT)) {
            return Optional.empty();
        }
        try {
            if (value.get().matches(is(Flaw.TRUSTS_TIMES_TO_WAIT) ? "\\d+" : "\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value.get())));
            }
            Instant then = ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return Optional.of(wait.isNegative() && !is(Flaw.TRUSTS_TIMES_TO_WAIT) ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            if (is(Flaw.TRUSTS_TIMES_TO_WAIT)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private LanguageModelException error(int status, byte[] body, Optional<Duration> wait) {
        String message = is(Flaw.TELLS_BODIES) ? new String(body, StandardCharsets.UTF_8) : "status " + status;
        if (is(Flaw.ALL_ERRORS_ARE_FINAL)) {
            return new Final(Final.Reason.BAD_REQUEST, message);
        }
        if (status == 429 || status >= 500 || is(Flaw.ALL_ERRORS_MAY_PASS)) {
            var reason = status == 429 ? Retriable.Reason.RATE_LIMIT : Retriable.Reason.OVERLOAD;
            return wait.map(time -> new Retriable(reason, message, time))
                    .orElseGet(() -> new Retriable(reason, message));
        }
        return new Final(
                switch (status) {
                    case 401, 403 -> Final.Reason.AUTHENTICATION;
                    case 402 -> Final.Reason.QUOTA;
                    case 413 -> Final.Reason.CONTEXT_TOO_LONG;
                    default -> Final.Reason.BAD_REQUEST;
                },
                message);
    }

    private Completion read(byte[] body, CompletionRequest request) throws LanguageModelException {
        JsonNode json;
        try {
            String charset = is(Flaw.READS_LATIN) ? "ISO-8859-1" : "UTF-8";
            json = JSON.readTree(new String(body, charset));
        } catch (IOException e) {
            json = JSON.missingNode();
            if (is(Flaw.TELLS_CAUSES)) {
                throw (Retriable) malformed().initCause(new IOException(new String(body, StandardCharsets.UTF_8)));
            }
        }
        return read(json, request);
    }

    private static Retriable malformed() {
        return new Retriable(Retriable.Reason.MALFORMED_ANSWER, "malformed");
    }

    private Completion read(JsonNode json, CompletionRequest request) throws LanguageModelException {
        if (json.has("refused") && !is(Flaw.ANSWERS_WITH_A_REFUSAL)) {
            throw new Final(Final.Reason.REFUSED, "refused");
        }
        JsonNode text = json.path(json.has("refused") ? "refused" : "text");
        if (!text.isTextual() && !is(Flaw.TRUSTS_ANSWERS) && !is(Flaw.BLANKS_OTHER_TYPES)) {
            throw malformed();
        }
        String answer = changed(!text.isTextual() && is(Flaw.BLANKS_OTHER_TYPES) ? "" : text.asText(), request);
        boolean cut = json.path("end").asText().equals("LENGTH");
        if (is(Flaw.ALWAYS_CUT) || is(Flaw.NEVER_CUT)) {
            cut = is(Flaw.ALWAYS_CUT);
        }
        return new Completion(SensitiveText.of(answer), cut ? Finish.LENGTH : Finish.STOP, usage(json));
    }

    private String changed(String text, CompletionRequest request) throws Retriable {
        boolean judged = is(Flaw.JUDGES_ANSWERS) && request.schema().isPresent() && !text.startsWith("{");
        if (judged || (is(Flaw.REFUSES_EMPTY_ANSWERS) && text.isEmpty())) {
            throw malformed();
        }
        return switch (flaw) {
            case ANSWERS_NOTHING -> "";
            case TRIMS_ANSWERS -> text.strip();
            case CUTS_LARGE_ANSWERS -> text.substring(0, Math.min(text.length(), LARGE));
            case LOOKS_INTO_ANSWERS -> text.startsWith("{") ? "JSON" : text;
            case REPEATS_THE_PREFILL ->
                request.prefill().map(SensitiveText::reveal).orElse("") + text;
            default -> text;
        };
    }

    private TokenUsage usage(JsonNode json) throws Retriable {
        if (is(Flaw.TELLS_NO_TOKENS)) {
            return TokenUsage.NONE;
        }
        long cached = json.path("cached").asLong();
        long input = json.path("in").asLong() - (is(Flaw.COUNTS_THE_CACHE_APART) ? cached : 0);
        try {
            return new TokenUsage(
                    input,
                    capabilities.promptCache() ? cached : 0,
                    capabilities.promptCache() ? json.path("stored").asLong() : 0,
                    json.path("out").asLong());
        } catch (IllegalArgumentException e) {
            if (is(Flaw.TRUSTS_FIGURES)) {
                throw e;
            }
            throw malformed();
        }
    }

    @Override
    public int mostRequests() {
        return 10;
    }

    @Override
    public String submit(Map<String, CompletionRequest> requests) throws LanguageModelException, InterruptedException {
        if (!is(Flaw.REFUSES_NOTHING) && !is(Flaw.TAKES_ANY_BATCH)) {
            require(requests);
        }
        ObjectNode json = JSON.createObjectNode();
        ObjectNode bodies = json.putObject("requests");
        requests.forEach(
                (key, request) -> bodies.set(is(Flaw.KEYS_OF_ITS_OWN) ? "key-" + bodies.size() : key, write(request)));
        try {
            String id =
                    object(call("POST", "batch", json.toString())).path("batch").asText();
            submitted.put(id, List.copyOf(requests.keySet()));
            return is(Flaw.PUTS_THE_KEY_INTO_THE_ID) ? id + service.key() : id;
        } catch (InterruptedException e) {
            if (is(Flaw.SWALLOWS_INTERRUPTS)) {
                throw new Retriable(Retriable.Reason.CONNECTION, "interrupted");
            }
            throw e;
        }
    }

    private static JsonNode object(byte[] body) throws Retriable {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw malformed();
        }
    }

    private String known(String batch) {
        if (!batch.matches("[A-Za-z0-9-]+") && !is(Flaw.TAKES_ANY_ID)) {
            throw new IllegalArgumentException("no id of a batch");
        }
        return batch;
    }

    @Override
    public BatchState poll(String batch) throws LanguageModelException, InterruptedException {
        if (is(Flaw.BATCHES_ARE_ALWAYS_DONE)) {
            return BatchState.ENDED;
        }
        String state =
                object(call("GET", "batch/" + known(batch), "")).path("state").asText();
        return List.of(BatchState.values()).stream()
                .filter(each -> each.name().equals(state))
                .findFirst()
                .orElseThrow(FlawedModel::malformed);
    }

    @Override
    public Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException {
        if (is(Flaw.COLLECTS_NOTHING)) {
            return Map.of();
        }
        if (is(Flaw.KEEPS_BATCHES_IN_MEMORY) && !submitted.containsKey(batch)) {
            throw new Final(Final.Reason.BAD_REQUEST, "not known");
        }
        if (poll(batch) != BatchState.ENDED) {
            throw new Final(Final.Reason.BAD_REQUEST, "not done");
        }
        byte[] body = call("GET", "batch/" + known(batch) + "/results", "");
        Map<String, BatchAnswer> answers = new LinkedHashMap<>();
        if (is(Flaw.TRUSTS_ANSWERS)) {
            Completion made = new Completion(SensitiveText.of("made up"), Finish.STOP, TokenUsage.NONE);
            return Map.of("one", new BatchAnswer.Answered(made));
        }
        List<String> keys = submitted.getOrDefault(batch, List.of());
        for (JsonNode result : object(body).path("results")) {
            String key = is(Flaw.ANSWERS_BY_ORDER)
                    ? keys.get(answers.size())
                    : result.path("key").asText();
            answers.put(key, answer(result));
        }
        if (is(Flaw.MAKES_UP_ANSWERS)) {
            keys.forEach(key -> answers.putIfAbsent(key, new BatchAnswer.Failed(malformed())));
        }
        return answers;
    }

    private BatchAnswer answer(JsonNode result) throws LanguageModelException {
        try {
            int status = result.path("status").asInt();
            if (status != OK) {
                throw error(status, result.toString().getBytes(StandardCharsets.UTF_8), Optional.empty());
            }
            return new BatchAnswer.Answered(read(result.path("body"), CompletionRequest.of(SensitiveText.of("any"))));
        } catch (LanguageModelException e) {
            if (is(Flaw.ALL_OR_NOTHING)) {
                throw e;
            }
            return new BatchAnswer.Failed(e);
        }
    }

    @Override
    public void cancel(List<String> batches) throws LanguageModelException, InterruptedException {
        for (String batch : is(Flaw.CANCELS_THE_FIRST) ? batches.subList(0, 1) : batches) {
            call("POST", "batch/" + known(batch) + "/cancel", "{}");
        }
    }
}
