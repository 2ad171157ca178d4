package io.clio.examples.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.llm.Completion.Finish;
import io.clio.llm.LanguageModel;
import io.clio.testkit.llm.Detail;
import io.clio.testkit.llm.LanguageModelContract;
import io.clio.testkit.llm.Outcome;
import io.clio.testkit.llm.Reply;
import io.clio.testkit.llm.Service;
import java.util.Set;

class OllamaModelTest extends LanguageModelContract {
    @Override
    protected LanguageModel model(Service service) {
        return new OllamaModel(service.base(), service.model(), service.timeout());
    }

    @Override
    protected Reply reply(Outcome said) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        if (said.kind() != Outcome.Kind.ANSWER) {
            return Reply.json(
                    said.kind().status(), json.put("error", said.text()).toString());
        }
        json.putObject("message").put("role", "assistant").put("content", said.text());
        json.put("done_reason", said.finish() == Finish.STOP ? "stop" : "length");
        json.put("prompt_eval_count", said.usage().input());
        json.put("eval_count", said.usage().output());
        return Reply.json(200, json.toString());
    }

    @Override
    public Set<Detail> details() {
        return Set.of();
    }
}
