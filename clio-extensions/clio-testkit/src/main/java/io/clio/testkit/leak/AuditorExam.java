package io.clio.testkit.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.clio.cluster.Draft;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The configured auditors before descriptions known to be bad or good, in several languages; all of them invented. */
final class AuditorExam {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final List<PrivacyAuditor> auditors;
    private final PrivacyPolicy policy;
    private final LeakTest.Watcher watcher;

    AuditorExam(List<PrivacyAuditor> auditors, PrivacyPolicy policy, LeakTest.Watcher watcher) {
        this.auditors = auditors;
        this.policy = policy;
        this.watcher = watcher;
    }

    /** A description and whether it is bad. */
    private record Question(boolean bad, Draft draft) {}

    List<Figure> run() {
        if (auditors.isEmpty()) {
            return List.of(new Figure(Attack.AUDITOR, "auditors", 0, Judgement.REPORTED, "none is configured"));
        }
        List<Question> questions = questions();
        int bad = 0;
        int rejected = 0;
        int refused = 0;
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            bad += question.bad ? 1 : 0;
            List<Answer> answers =
                    auditors.stream().map(auditor -> ask(auditor, question)).toList();
            rejected += question.bad && answers.contains(Answer.REJECTED) ? 1 : 0;
            boolean approved = answers.stream().allMatch(Answer.APPROVED::equals);
            refused += !question.bad && !approved ? 1 : 0;
            watcher.update(Attack.AUDITOR, i + 1, questions.size());
        }
        int good = questions.size() - bad;
        return List.of(
                new Figure(
                        Attack.AUDITOR,
                        "recall",
                        (double) rejected / bad,
                        Judgement.REPORTED,
                        "of " + bad + " bad descriptions in several languages; below " + policy.minAuditorRecall()
                                + " on its own set the gate uses key terms alone"),
                new Figure(
                        Attack.AUDITOR,
                        "false alarms",
                        (double) refused / good,
                        Judgement.REPORTED,
                        "of " + good + " good descriptions"));
    }

    private enum Answer {
        APPROVED,
        REJECTED,
        NONE
    }

    /**
     * An auditor that fails, or does not answer in the time that the policy gives, has neither approved nor rejected.
     */
    private Answer ask(PrivacyAuditor auditor, Question question) {
        FutureTask<Verdict> call =
                new FutureTask<>(() -> auditor.audit(List.of(question.draft)).get(0));
        Thread thread = new Thread(call, "clio-leak-test");
        thread.setDaemon(true);
        thread.start();
        try {
            Verdict verdict = call.get(policy.auditTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return verdict == Verdict.APPROVED
                    ? Answer.APPROVED
                    : verdict == Verdict.REJECTED ? Answer.REJECTED : Answer.NONE;
        } catch (ExecutionException e) {
            return Answer.NONE;
        } catch (TimeoutException e) {
            call.cancel(true);
            return Answer.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.NONE;
        }
    }

    private static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        try {
            for (String line : Resource.lines("descriptions.jsonl")) {
                JsonNode node = MAPPER.readTree(line);
                questions.add(new Question(
                        node.get("bad").booleanValue(),
                        Draft.of(
                                node.get("title").textValue(),
                                node.get("summary").textValue())));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("descriptions.jsonl is not JSON lines", e);
        }
        return questions;
    }
}
