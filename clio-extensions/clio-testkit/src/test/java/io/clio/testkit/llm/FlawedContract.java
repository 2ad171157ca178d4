package io.clio.testkit.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.llm.BatchLanguageModel.BatchState;
import io.clio.llm.Capabilities;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The contract of {@link FlawedModel}, with the flaw that is set. Its name keeps it out of the ordinary run of tests.
 */
class FlawedContract extends BatchLanguageModelContract {
    static final ObjectMapper JSON = new ObjectMapper();
    static volatile Flaw flaw = Flaw.NONE;

    @Override
    protected FlawedModel model(Service service) {
        Capabilities all = new Capabilities(true, true, true, 0);
        return new FlawedModel(service, flaw == Flaw.REFUSES_NOTHING ? Capabilities.TEXT_ONLY : all, flaw);
    }

    @Override
    public Set<Detail> details() {
        return EnumSet.allOf(Detail.class);
    }

    @Override
    protected Reply reply(Outcome said) {
        ObjectNode json = JSON.createObjectNode();
        String text = flaw == Flaw.REPLIES_WITHOUT_TEXT ? "something" : said.text();
        return switch (said.kind()) {
            case ANSWER -> {
                json.put("text", text).put("end", said.finish().name());
                json.put("in", said.usage().input()).put("out", said.usage().output());
                json.put("cached", said.usage().cacheRead());
                json.put("stored", said.usage().cacheWritten());
                yield Reply.json(200, json.toString());
            }
            case REFUSAL -> Reply.json(200, json.put("refused", text).toString());
            case CONTEXT_TOO_LONG -> Reply.json(413, json.put("error", text).toString());
            default -> Reply.json(said.kind().status(), json.put("error", text).toString());
        };
    }

    @Override
    protected Reply batch(Received request, BatchDesk desk) {
        String[] path = request.path().split("/", -1);
        ObjectNode json = JSON.createObjectNode();
        if (path.length == 2) {
            Map<String, String> requests = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    Body.of(request.body()).root().path("requests").properties()) {
                requests.put(entry.getKey(), entry.getValue().toString());
            }
            return Reply.json(200, json.put("batch", desk.open(requests)).toString());
        }
        if (path.length == 3) {
            BatchState state = desk.state(path[2]).orElse(BatchState.LOST);
            return Reply.json(200, json.put("state", state.name()).toString());
        }
        if (path[3].equals("cancel")) {
            return Reply.json(desk.cancel(path[2]) ? 200 : 404, "{}");
        }
        ArrayNode results = json.putArray("results");
        desk.outcomes(path[2]).forEach((key, outcome) -> {
            Reply reply = reply(outcome);
            results.addObject()
                    .put("key", key)
                    .put("status", reply.status())
                    .set("body", Body.of(reply.body()).root());
        });
        return Reply.json(200, json.toString());
    }
}
