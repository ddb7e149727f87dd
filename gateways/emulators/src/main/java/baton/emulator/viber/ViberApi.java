package baton.emulator.viber;

import baton.emulator.site.Api;
import baton.emulator.site.Site;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Call;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /viber/pa/<method>} and files. */
final class ViberApi implements Api {

    private final ViberEmulator viber;
    private final ViberAccount account;

    ViberApi(ViberEmulator viber, ViberAccount account) {
        this.viber = viber;
        this.account = account;
    }

    @Override
    public boolean isMeant(Call call) {
        return call.segment(1).equals("pa") || call.segment(1).equals("media");
    }

    @Override
    public void serve(Call call) throws IOException {
        var method = call.segment(2);
        if (viber.stage().mischief().away()) {
            viber.stage().answer(call, "", method, Json.object(), Answer.none());
        } else if (call.segment(1).equals("media")) {
            call.answer(200, "image/png", Map.of(), Site.bytes("placeholder.png"));
        } else if (!call.header("X-Viber-Auth-Token").equals(account.token())) {
            viber.stage().answer(call, "", method, Json.object(), ViberStatus.INVALID_AUTH_TOKEN.answer());
        } else {
            ask(call, method);
        }
    }

    private void ask(Call call, String method) throws IOException {
        var body = Json.object();
        Answer answer;
        try {
            var fields = call.fields();
            body = fields.node();
            answer = answer(method, fields);
        } catch (Mistake mistake) {
            answer = ViberStatus.of(mistake);
        }
        viber.stage().answer(call, body.path("receiver").asText(), method, body, answer);
    }

    private Answer answer(String method, Fields fields) throws Mistake {
        return switch (method) {
            case "send_message" -> send(ViberSend.read(fields));
            case "set_webhook" -> setWebhook(fields);
            case "get_account_info" -> accountInfo(fields);
            default -> Answer.refused(404, Json.object().put("status", 3).put("status_message", "badData"));
        };
    }

    private Answer send(ViberSend send) throws Mistake {
        return viber.send(
                send, send.media().isPresent() ? Optional.of(send.media().get().fetch()) : Optional.empty());
    }

    private Answer setWebhook(Fields fields) throws Mistake {
        // An empty address takes the webhook away.
        if (fields.node().path("url").asText("-").isEmpty()) {
            viber.hook().remove();
            return ok();
        }
        var url = fields.text("url", 2048);
        var events = fields.has("event_types") ? fields.texts("event_types") : List.<String>of();
        fields.flag("send_name", true);
        fields.flag("send_photo", true);
        fields.done();
        if (!url.matches("https?://.+")) {
            throw new Mistake(Kind.WRONG_VALUE, "url", "url must be an address of the web");
        }
        return viber.hook().set(url, events, viber.nextToken()) ? ok() : ViberStatus.INVALID_URL.answer();
    }

    private static Answer ok() {
        return Answer.done(ViberStatus.OK.answer().body());
    }

    private Answer accountInfo(Fields fields) throws Mistake {
        fields.done();
        return Answer.done(Json.object()
                .put("status", 0)
                .put("status_message", "ok")
                .put("id", "pa:0")
                .put("name", account.name())
                .put("uri", account.uri())
                .put("webhook", viber.hook().url().map(Object::toString).orElse("")));
    }
}
