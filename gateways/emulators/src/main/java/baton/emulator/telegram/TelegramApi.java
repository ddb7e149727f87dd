package baton.emulator.telegram;

import baton.emulator.site.Api;
import baton.emulator.site.Site;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Call;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /telegram/bot<token>/<method>} and {@code /telegram/file/bot<token>/<path>}. */
final class TelegramApi implements Api {

    private final TelegramEmulator telegram;
    private final TelegramAccount account;

    TelegramApi(TelegramEmulator telegram, TelegramAccount account) {
        this.telegram = telegram;
        this.account = account;
    }

    @Override
    public boolean isMeant(Call call) {
        var place = call.segment(1).equals("file") ? 2 : 1;
        return call.segment(place).matches("bot[0-9]+:.*");
    }

    @Override
    public void serve(Call call) throws IOException {
        if (call.segment(1).equals("file")) {
            file(call);
            return;
        }
        var method = call.segment(2);
        if (telegram.stage().mischief().away()) {
            telegram.stage().answer(call, "", method, Json.object(), Answer.none());
        } else if (!call.segment(1).equals("bot" + account.token())) {
            telegram.stage().answer(call, "", method, Json.object(), error(401, "Unauthorized"));
        } else if (call.isPost() && call.isForm()) {
            file(call, method);
        } else {
            ask(call, method);
        }
    }

    /** What comes as a form: photo and document, named by an id or an address elsewhere. */
    private void file(Call call, String method) throws IOException {
        var body = Json.object();
        Answer answer;
        try {
            var kind = method.equalsIgnoreCase("sendPhoto") ? "photo" : "document";
            if (!method.equalsIgnoreCase("sendPhoto") && !method.equalsIgnoreCase("sendDocument")) {
                throw new Mistake(Kind.UNKNOWN, "", "no files here");
            }
            var file = TelegramFile.read(kind, call.parts());
            body = file.said();
            answer = telegram.send(file);
        } catch (Mistake mistake) {
            answer = error(400, "Bad Request: " + describe(mistake));
        }
        telegram.stage().answer(call, body.path("chat_id").asText(), method, body, answer);
    }

    private void ask(Call call, String method) throws IOException {
        var body = Json.object();
        Answer answer;
        try {
            var fields = call.isPost() ? call.fields() : Fields.of(Json.object());
            body = fields.node();
            answer = answer(method.toLowerCase(Locale.ROOT), fields);
        } catch (Mistake mistake) {
            answer = error(400, "Bad Request: " + describe(mistake));
        }
        telegram.stage().answer(call, body.path("chat_id").asText(), method, body, answer);
    }

    private Answer answer(String method, Fields fields) throws Mistake {
        return switch (method) {
            case "getme" -> nothingIn(fields, new TelegramFormat(account).me());
            case "sendmessage" -> telegram.send(TelegramSend.read(fields));
            case "editmessagetext" -> edit(fields);
            case "deletemessage" -> delete(fields);
            case "sendchataction" -> typing(fields);
            case "answercallbackquery" -> answerCallback(fields);
            case "setwebhook" -> setWebhook(fields);
            case "deletewebhook" -> deleteWebhook(fields);
            case "getwebhookinfo" -> nothingIn(fields, telegram.hook().info());
            case "getfile" -> getFile(fields);
            default -> error(404, "Not Found");
        };
    }

    private static Answer nothingIn(Fields fields, JsonNode result) throws Mistake {
        fields.done();
        return ok(result);
    }

    private Answer edit(Fields fields) throws Mistake {
        var chat = TelegramSend.chatId(fields);
        var id = Long.toString(fields.integer("message_id"));
        var text = fields.text("text", TelegramSend.LONGEST);
        if (text.isBlank()) {
            throw new Mistake(Kind.WRONG_VALUE, "text", "text is empty");
        }
        fields.done();
        return telegram.edit(chat, id, text);
    }

    private Answer delete(Fields fields) throws Mistake {
        var chat = TelegramSend.chatId(fields);
        var id = Long.toString(fields.integer("message_id"));
        fields.done();
        return telegram.delete(chat, id);
    }

    private Answer typing(Fields fields) throws Mistake {
        var chat = TelegramSend.chatId(fields);
        fields.oneOf("action", "typing");
        fields.done();
        telegram.stage().phones().passing(chat, "typing");
        return ok(BooleanNode.TRUE);
    }

    private Answer answerCallback(Fields fields) throws Mistake {
        var id = fields.text("callback_query_id", 64);
        fields.optionalText("text", 200);
        fields.flag("show_alert", false);
        fields.optionalText("url", 2048);
        fields.integer("cache_time", 0);
        fields.done();
        return telegram.callbackAnswered(id)
                ? ok(BooleanNode.TRUE)
                : error(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
    }

    private Answer setWebhook(Fields fields) throws Mistake {
        var url = fields.text("url", 2048);
        if (!url.matches("https?://.+")) {
            throw new Mistake(Kind.WRONG_VALUE, "url", "bad webhook: An HTTPS URL must be provided for webhook");
        }
        var secret = fields.optionalText("secret_token", 256).orElse("");
        if (!secret.matches("[A-Za-z0-9_-]*")) {
            throw new Mistake(Kind.WRONG_VALUE, "secret_token", "secret token contains unallowed characters");
        }
        var connections = fields.integer("max_connections", 40);
        if (connections < 1 || connections > 100) {
            throw new Mistake(Kind.WRONG_VALUE, "max_connections", "max_connections must be from 1 to 100");
        }
        fields.optionalText("ip_address", 45);
        fields.flag("drop_pending_updates", false);
        var updates = fields.has("allowed_updates") ? fields.texts("allowed_updates") : List.<String>of();
        fields.done();
        telegram.hook().set(url, secret, updates);
        return ok(BooleanNode.TRUE);
    }

    private Answer deleteWebhook(Fields fields) throws Mistake {
        fields.flag("drop_pending_updates", false);
        fields.done();
        telegram.hook().set("", "", List.of());
        return ok(BooleanNode.TRUE);
    }

    private static Answer getFile(Fields fields) throws Mistake {
        var id = fields.text("file_id", 200);
        fields.done();
        if (!id.startsWith("photo-")) {
            return error(400, "Bad Request: invalid file_id");
        }
        return ok(Json.object()
                .put("file_id", id)
                .put("file_unique_id", "u" + id)
                .put("file_size", 200)
                .put("file_path", "photos/" + id + ".png"));
    }

    private void file(Call call) throws IOException {
        if (call.segment(2).equals("bot" + account.token()) && call.segment(3).equals("photos")) {
            call.answer(200, "image/png", Map.of(), Site.bytes("placeholder.png"));
        } else {
            call.answer(404, error(404, "Not Found").body());
        }
    }

    static Answer ok(JsonNode result) {
        ObjectNode body = Json.object().put("ok", true);
        body.set("result", result);
        return Answer.done(body);
    }

    static Answer error(int code, String description) {
        return Answer.refused(
                code, Json.object().put("ok", false).put("error_code", code).put("description", description));
    }

    static Answer tooMany(Duration pause) {
        var seconds = Math.max(1, (pause.toMillis() + 999) / 1000);
        var answer = error(429, "Too Many Requests: retry after " + seconds);
        ((ObjectNode) answer.body()).putObject("parameters").put("retry_after", seconds);
        return answer.with("Retry-After", Long.toString(seconds));
    }

    /** In the server's own words where they are known. */
    private static String describe(Mistake mistake) {
        if (mistake.field().equals("text") && mistake.kind() == Kind.TOO_LONG) {
            return "message is too long";
        }
        if (mistake.field().equals("text") && mistake.kind() != Kind.WRONG_TYPE) {
            return "message text is empty";
        }
        if (mistake.field().equals("chat_id") && mistake.kind() == Kind.MISSING) {
            return "chat_id is empty";
        }
        return mistake.said();
    }
}
