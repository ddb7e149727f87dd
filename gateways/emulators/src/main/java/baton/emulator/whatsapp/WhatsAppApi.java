package baton.emulator.whatsapp;

import baton.emulator.site.Api;
import baton.emulator.site.Site;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Call;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Parts;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** {@code /whatsapp/v<N>/<phone number id>/messages}, what else the Graph API has of use to us, and files. */
final class WhatsAppApi implements Api {

    private static final AtomicLong UPLOADED = new AtomicLong();

    private final WhatsAppEmulator whatsapp;
    private final WhatsAppAccount account;
    private final String base;

    /** @param base where this provider is, without a slash at its end */
    WhatsAppApi(WhatsAppEmulator whatsapp, WhatsAppAccount account, String base) {
        this.whatsapp = whatsapp;
        this.account = account;
        this.base = base;
    }

    @Override
    public boolean isMeant(Call call) {
        return call.segment(1).matches("v[0-9]+[.][0-9]+") || call.segment(1).equals("media");
    }

    @Override
    public void serve(Call call) throws IOException {
        var what = call.segment(3).isEmpty() ? "get" : call.segment(3);
        if (whatsapp.stage().mischief().away()) {
            whatsapp.stage().answer(call, "", what, Json.object(), Answer.none());
        } else if (!call.header("Authorization").equals("Bearer " + account.accessToken())) {
            whatsapp.stage().answer(call, "", what, Json.object(), WhatsAppErrors.BAD_TOKEN.answer());
        } else if (call.segment(1).equals("media")) {
            call.answer(200, "image/png", Map.of(), Site.bytes("placeholder.png"));
        } else if (call.isPost() && call.isForm()) {
            upload(call, what);
        } else if (call.isPost()) {
            post(call, what);
        } else {
            whatsapp.stage().answer(call, "", what, Json.object(), get(call.segment(2)));
        }
    }

    /** A file into the provider's own store, read strictly. */
    private void upload(Call call, String what) throws IOException {
        Answer answer;
        var said = Json.object();
        try {
            var parts = call.parts();
            var file = parts.file("file");
            said.put("name", file.fileName()).put("type", file.type()).put("size", file.bytes().length);
            if (!parts.text("messaging_product").equals("whatsapp")) {
                throw new Mistake(Mistake.Kind.WRONG_VALUE, "messaging_product", "messaging_product must be whatsapp");
            }
            if (!parts.text("type").equals(file.type())) {
                throw new Mistake(Mistake.Kind.WRONG_VALUE, "type", "type must be that of the file");
            }
            parts.done();
            var known = call.segment(2).equals(account.phoneNumberId()) && what.equals("media");
            answer = known ? Answer.done(Json.object().put("id", kept(file))) : WhatsAppErrors.NO_SUCH_OBJECT.answer();
        } catch (Mistake mistake) {
            answer = WhatsAppErrors.of(mistake);
        }
        whatsapp.stage().answer(call, "", what, said, answer);
    }

    private String kept(Parts.Part file) {
        var id = "media-" + UPLOADED.incrementAndGet();
        whatsapp.stage().phones().keep(id, file);
        return id;
    }

    private void post(Call call, String what) throws IOException {
        var body = Json.object();
        Answer answer;
        try {
            var fields = call.fields();
            body = fields.node();
            var known = call.segment(2).equals(account.phoneNumberId()) && what.equals("messages");
            answer = known ? messages(fields) : WhatsAppErrors.NO_SUCH_OBJECT.answer();
        } catch (Mistake mistake) {
            answer = WhatsAppErrors.of(mistake);
        }
        var to = body.path("to").asText(body.path("recipient").asText());
        whatsapp.stage().answer(call, whatsapp.idOf(to), what, body, answer);
    }

    private Answer messages(Fields fields) throws Mistake {
        return fields.has("status") ? readByCompany(fields) : whatsapp.send(WhatsAppSend.read(fields));
    }

    /** The company has read what a customer wrote, and may show that it is typing. */
    private Answer readByCompany(Fields fields) throws Mistake {
        fields.oneOf("messaging_product", "whatsapp");
        fields.oneOf("status", "read");
        var id = fields.text("message_id", 256);
        var typing = fields.optionalObject("typing_indicator");
        if (typing.isPresent()) {
            typing.get().oneOf("type", "text");
        }
        fields.done();
        return whatsapp.readByCompany(id, typing.isPresent())
                ? Answer.done(Json.object().put("success", true))
                : WhatsAppErrors.WRONG_VALUE.answer("message_id names no message");
    }

    private Answer get(String object) throws IOException {
        if (object.equals(account.phoneNumberId())) {
            return Answer.done(Json.object()
                    .put("verified_name", account.title())
                    .put("display_phone_number", account.displayNumber())
                    .put("quality_rating", "GREEN")
                    .put("id", object));
        }
        if (!object.matches("8[0-9]+")) {
            return WhatsAppErrors.NO_SUCH_OBJECT.answer();
        }
        var file = Site.bytes("placeholder.png");
        return Answer.done(Json.object()
                .put("url", base + "/media/" + object)
                .put("mime_type", "image/png")
                .put("sha256", WhatsAppFormat.sha256(file))
                .put("file_size", file.length)
                .put("id", object)
                .put("messaging_product", "whatsapp"));
    }
}
