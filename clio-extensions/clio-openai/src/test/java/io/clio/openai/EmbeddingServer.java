package io.clio.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.testkit.llm.LoopbackServer;
import io.clio.testkit.llm.Received;
import io.clio.testkit.llm.Reply;
import io.clio.testkit.llm.Reply.Delivery;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * A service on loopback that speaks the protocol: the vector of a text is (its length, 1). A fault is used up by one
 * request each.
 */
final class EmbeddingServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a request meets in place of a good answer. */
    interface Fault {
        Reply answer(ObjectNode good);
    }

    private final LoopbackServer server = new LoopbackServer(this::handle);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch asked = new CountDownLatch(1);

    EmbeddingServer() throws IOException {}

    URI base() {
        return URI.create(server.base() + "/v1");
    }

    EmbeddingServer then(Fault... next) {
        faults.addAll(Arrays.asList(next));
        return this;
    }

    List<JsonNode> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    void awaitRequest() throws InterruptedException {
        asked.await();
    }

    static Fault status(int status, String body, String... headers) {
        return good -> {
            Reply reply = Reply.json(status, body);
            for (int i = 0; i < headers.length; i += 2) {
                reply = reply.with(headers[i], headers[i + 1]);
            }
            return reply;
        };
    }

    static Fault changed(UnaryOperator<ObjectNode> change) {
        return good -> Reply.json(200, change.apply(good).toString());
    }

    static Fault raw(String body) {
        return good -> Reply.json(200, body);
    }

    /** A good answer that does not arrive as it should. */
    static Fault by(Delivery delivery) {
        return good -> Reply.json(200, good.toString()).by(delivery);
    }

    private Reply handle(Received received) throws IOException {
        JsonNode request = MAPPER.readTree(received.body());
        requests.add(request);
        authorizations.add(received.header("Authorization"));
        asked.countDown();
        Fault fault = faults.poll();
        return (fault == null ? by(Delivery.WHOLE) : fault).answer(answer(request));
    }

    private static ObjectNode answer(JsonNode request) {
        ObjectNode answer = MAPPER.createObjectNode().put("object", "list").put("model", "m");
        ArrayNode data = answer.putArray("data");
        for (JsonNode text : request.path("input")) {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            item.putArray("embedding").add(text.textValue().length()).add(1);
        }
        return answer;
    }

    @Override
    public void close() {
        server.close();
    }
}
