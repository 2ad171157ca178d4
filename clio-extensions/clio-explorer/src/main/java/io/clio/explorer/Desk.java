package io.clio.explorer;

import io.clio.explorer.access.AccessLog;
import io.clio.explorer.access.Authenticator;
import io.clio.explorer.access.Reader;
import io.clio.explorer.access.RequestFacts;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a request is answered: who asks, how often, what for, and whether that may be seen; and writes each
 * decision into the access log before it is sent. Knows nothing of sockets. Thread-safe.
 */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Pages pages;
    private final Authenticator authenticator;
    private final Sessions sessions;
    private final RateLimit readers;
    private final RateLimit peers;
    private final @Nullable AccessLog log;
    private final AtomicLong limited = new AtomicLong();

    Desk(Pages pages, Authenticator authenticator, ServerOptions options, @Nullable AccessLog log) {
        this.pages = pages;
        this.authenticator = authenticator;
        this.sessions = options.sessions();
        this.readers = options.readers();
        this.peers = options.peers();
        this.log = log;
    }

    /** Refuses an address that asks too often; nothing if it may go on. Such refusals are counted, and have no line. */
    Optional<Answer> tooOften(RequestFacts facts) {
        long wait = peers.take(facts.peer().getHostAddress());
        if (wait == 0) {
            return Optional.empty();
        }
        limited.incrementAndGet();
        return Optional.of(tooMany(wait));
    }

    /** What is shown, or why nothing is. */
    Answer look(RequestFacts facts, Optional<String> session, Target target) {
        Optional<Reader> reader = recognise(facts, session);
        return logged(
                facts,
                reader,
                target.name(),
                target.run(),
                reader.map(who -> answer(who, target)).orElseGet(() -> unknown(facts)));
    }

    /** Opens a session for whoever has the token; the answer names it. */
    Answer login(RequestFacts facts, String token, String cookie, String attributes) {
        Optional<Reader> reader = authenticator.takesTokens() ? authenticate(facts.bearing(token)) : Optional.empty();
        Answer answer = reader.map(
                        who -> Answer.home().with("Set-Cookie", cookie + "=" + sessions.open(who, token) + attributes))
                .orElseGet(() -> refused(true));
        return logged(facts, reader, "login", "", answer);
    }

    Answer logout(RequestFacts facts, Optional<String> session, String cookie, String attributes) {
        Optional<Reader> reader = ofSession(facts, session);
        session.ifPresent(sessions::close);
        Answer answer = Answer.home().with("Set-Cookie", cookie + "=" + attributes + "; Max-Age=0");
        return logged(facts, reader, "logout", "", answer);
    }

    private Optional<Reader> recognise(RequestFacts facts, Optional<String> session) {
        if (facts.headers().containsKey("authorization")) {
            return authenticate(facts);
        }
        return ofSession(facts, session).or(() -> authenticate(facts));
    }

    private Optional<Reader> ofSession(RequestFacts facts, Optional<String> session) {
        return session.flatMap(sessions::token).flatMap(token -> authenticate(facts.bearing(token)));
    }

    private Optional<Reader> authenticate(RequestFacts facts) {
        try {
            return authenticator.authenticate(facts);
        } catch (RuntimeException e) {
            LOG.error("the authenticator failed, and nobody is recognised", e);
            return Optional.empty();
        }
    }

    private Answer answer(Reader reader, Target target) {
        long wait = readers.take(reader.name());
        if (wait > 0) {
            return tooMany(wait);
        }
        View view = target.view();
        if (view == null) {
            return notThere();
        }
        if (!reader.role().covers(view.least())) {
            return Answer.plain(403, "Your role may not see this.");
        }
        try {
            return show(reader, view, target.run());
        } catch (IOException | RuntimeException e) {
            LOG.error("a view could not be made", e);
            return Answer.plain(500, "This cannot be shown now.");
        }
    }

    private Answer show(Reader reader, View view, String run) throws IOException {
        return switch (view) {
            case RUNS -> Answer.html(200, PlainPages.runs(pages, reader), Html.POLICY);
            case RUN ->
                pages.page(run, reader.role())
                        .map(page -> Answer.html(200, page, Page.POLICY))
                        .orElseGet(Desk::notThere);
            case EXPORT -> pages.json(run, reader.role()).map(Answer::json).orElseGet(Desk::notThere);
            case LOG -> Answer.html(200, PlainPages.log(log), Html.POLICY);
        };
    }

    private static Answer notThere() {
        return Answer.plain(404, "There is nothing here.");
    }

    private static Answer tooMany(long wait) {
        return Answer.plain(429, "Too many requests.").with("Retry-After", Long.toString(wait));
    }

    /** For a browser a page to log in on, where that helps. */
    private Answer unknown(RequestFacts facts) {
        boolean page = authenticator.takesTokens()
                && facts.only("Accept")
                        .filter(accept -> accept.contains("text/html"))
                        .isPresent();
        return page ? refused(facts.headers().containsKey("authorization")) : unrecognised();
    }

    private Answer refused(boolean tried) {
        return Answer.html(401, PlainPages.login(tried), Html.POLICY).with("WWW-Authenticate", "Bearer");
    }

    private static Answer unrecognised() {
        return Answer.plain(401, "You are not known here.").with("WWW-Authenticate", "Bearer");
    }

    /** The answer, once its line stands in the log; a refusal if it cannot. */
    private Answer logged(RequestFacts facts, Optional<Reader> reader, String view, String run, Answer answer) {
        if (log == null) {
            return answer;
        }
        long before = limited.getAndSet(0);
        try {
            log.append(new AccessLog.View(
                    facts.peer().getHostAddress(),
                    reader.map(Reader::name).orElse(""),
                    reader.map(who -> who.role().toString()).orElse(""),
                    view,
                    run,
                    answer.status(),
                    before));
            return answer;
        } catch (IOException e) {
            limited.addAndGet(before);
            LOG.error("the access log cannot be written, and so nothing is shown", e);
            return Answer.plain(503, "This cannot be shown now.");
        }
    }
}
