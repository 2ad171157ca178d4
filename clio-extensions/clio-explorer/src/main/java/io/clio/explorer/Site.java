package io.clio.explorer;

import io.clio.explorer.access.RequestFacts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/** Between Jetty and the {@link Desk}: what stands in a request, and how an answer is sent. */
final class Site extends Handler.Abstract {
    private static final int LONGEST_FORM = 4_096;

    private final Desk desk;
    private final Deadlines deadlines;
    private final String cookie;
    private final String attributes;

    Site(Desk desk, Deadlines deadlines, boolean behindTls) {
        this.desk = desk;
        this.deadlines = deadlines;
        this.cookie = behindTls ? "__Host-clio" : "clio";
        this.attributes = "; Path=/; HttpOnly; SameSite=Strict" + (behindTls ? "; Secure" : "");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Request.addCompletionListener(
                request,
                failure -> deadlines.answered(request.getConnectionMetaData().getConnection()));
        RequestFacts facts = facts(request);
        Optional<Answer> refusal = desk.tooOften(facts);
        if (refusal.isPresent()) {
            send(refusal.get(), response, callback);
            return true;
        }
        String path = request.getHttpURI().getPath();
        switch (request.getMethod()) {
            case "GET", "HEAD" -> send(get(request, facts, path), response, callback);
            case "POST" -> post(request, facts, path, response, callback);
            default -> send(notAllowed(), response, callback);
        }
        return true;
    }

    private Answer get(Request request, RequestFacts facts, @Nullable String path) {
        if ("/favicon.ico".equals(path)) {
            return Answer.plain(404, "There is none.");
        }
        return desk.look(facts, session(request), Target.of(path));
    }

    private void post(
            Request request, RequestFacts facts, @Nullable String path, Response response, Callback callback) {
        // Browsers say where a form was sent from; no other page may log its readers in or out here.
        if (facts.only("Sec-Fetch-Site")
                .filter(from -> !from.equals("same-origin"))
                .isPresent()) {
            send(Answer.plain(403, "This form was not sent from here."), response, callback);
        } else if ("/logout".equals(path)) {
            send(desk.logout(facts, session(request), cookie, attributes), response, callback);
        } else if (!"/login".equals(path)) {
            send(notAllowed(), response, callback);
        } else if (request.getLength() > LONGEST_FORM) {
            send(Answer.plain(413, "This is too long."), response, callback);
        } else if (FormFields.getFormEncodedCharset(request) == null) {
            send(Answer.plain(415, "This is not a form."), response, callback);
        } else {
            Promise<Fields> form = Promise.from(
                    fields -> send(login(facts, fields), response, callback),
                    failure -> send(Answer.plain(400, "This form cannot be read."), response, callback));
            FormFields.onFields(
                    request, StandardCharsets.UTF_8, 2, LONGEST_FORM, Promise.from(InvocationType.BLOCKING, form));
        }
    }

    private Answer login(RequestFacts facts, Fields form) {
        String token = Optional.ofNullable(form.getValue("token")).orElse("").strip();
        return desk.login(facts, token, cookie, attributes);
    }

    private static Answer notAllowed() {
        return Answer.plain(405, "This cannot be done here.").with("Allow", "GET, HEAD");
    }

    private Optional<String> session(Request request) {
        List<String> sent = Request.getCookies(request).stream()
                .filter(one -> one.getName().equals(cookie))
                .map(HttpCookie::getValue)
                .toList();
        return sent.size() == 1 ? Optional.of(sent.get(0)) : Optional.empty();
    }

    private static RequestFacts facts(Request request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
                    .add(Optional.ofNullable(field.getValue()).orElse(""));
        }
        return new RequestFacts(peer(request), headers);
    }

    private static InetAddress peer(Request request) {
        if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress from
                && from.getAddress() != null) {
            return from.getAddress();
        }
        throw new IllegalStateException("a connection without an address");
    }

    static void send(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.writeHeaders(response.getHeaders());
        response.write(true, answer.body().duplicate(), callback);
    }
}
