package baton.emulator.vk;

import baton.emulator.site.Api;
import baton.emulator.site.Site;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Call;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import java.io.IOException;
import java.util.Map;

/** {@code POST /vk/method/<method>}, a form, and files. */
final class VkApi implements Api {

    private final VkEmulator vk;
    private final VkAccount account;

    VkApi(VkEmulator vk, VkAccount account) {
        this.vk = vk;
        this.account = account;
    }

    @Override
    public boolean isMeant(Call call) {
        return call.segment(1).matches("method|media|upload");
    }

    @Override
    public void serve(Call call) throws IOException {
        var method = call.segment(2);
        if (vk.stage().mischief().away()) {
            vk.stage().answer(call, "", method, Json.object(), Answer.none());
        } else if (call.segment(1).equals("media")) {
            call.answer(200, "image/png", Map.of(), Site.bytes("placeholder.png"));
        } else if (call.segment(1).equals("upload")) {
            upload(call, method);
        } else {
            ask(call, method);
        }
    }

    /** The server for files asks for no token: whoever has the address may bring one. */
    private void upload(Call call, String kind) throws IOException {
        Answer answer;
        try {
            answer = Answer.done(vk.uploads().bring(kind, call.parts()));
        } catch (Mistake mistake) {
            answer = Answer.done(Json.object().put("error", mistake.said()));
        }
        vk.stage().answer(call, "", "upload", Json.object(), answer);
    }

    private void ask(Call call, String method) throws IOException {
        var asked = Json.object();
        Answer answer;
        try {
            var form = call.form();
            asked = form.node().deepCopy();
            asked.remove("access_token");
            answer = answer(method, form);
        } catch (Mistake mistake) {
            answer = VkErrors.of(mistake);
        }
        var customer =
                asked.path(asked.has("peer_ids") ? "peer_ids" : "peer_id").asText();
        vk.stage().answer(call, customer, method, asked, VkErrors.asked(answer, method, asked));
    }

    private Answer answer(String method, Fields form) throws Mistake {
        if (!form.node().path("access_token").asText().equals(account.token())) {
            return VkErrors.BAD_TOKEN.answer();
        }
        VkSend.readVersion(form);
        if (VkUploads.isMethod(method)) {
            return vk.uploads().answer(method, form);
        }
        return switch (method) {
            case "messages.send" -> vk.send(VkSend.read(form));
            case "messages.edit" -> edit(form);
            case "messages.delete" -> delete(form);
            case "messages.setActivity" -> types(form);
            case "messages.markAsRead" -> markAsRead(form);
            case "users.get" -> users(form);
            default -> VkErrors.UNKNOWN_METHOD.answer();
        };
    }

    private Answer edit(Fields form) throws Mistake {
        var peer = Long.toString(VkSend.number(form, "peer_id"));
        var number = VkSend.number(form, "cmid");
        var text = form.text("message", VkSend.LONGEST);
        VkSend.flag(form, "dont_parse_links");
        form.done();
        return vk.edit(peer, number, text);
    }

    private Answer delete(Fields form) throws Mistake {
        var peer = Long.toString(VkSend.number(form, "peer_id"));
        var number = VkSend.number(form, "cmids");
        form.oneOf("delete_for_all", "1");
        form.done();
        return vk.delete(peer, number);
    }

    /** Up to a message of the conversation, or all of it. */
    private Answer markAsRead(Fields form) throws Mistake {
        var peer = Long.toString(VkSend.number(form, "peer_id"));
        if (form.has("up_to_cmid")) {
            VkSend.number(form, "up_to_cmid");
        } else {
            form.oneOf("mark_conversation_as_read", "1");
        }
        form.done();
        vk.stage().phones().readByCompany(peer);
        return Answer.done(Json.object().put("response", 1));
    }

    private Answer types(Fields form) throws Mistake {
        var peer = Long.toString(VkSend.number(form, "peer_id"));
        form.oneOf("type", "typing");
        form.done();
        vk.stage().phones().passing(peer, "typing");
        return Answer.done(Json.object().put("response", 1));
    }

    private Answer users(Fields form) throws Mistake {
        var id = Long.toString(VkSend.number(form, "user_ids"));
        form.done();
        var body = Json.object();
        var users = body.putArray("response");
        vk.stage().phones().find(id).ifPresent(one -> users.addObject()
                .put("id", Long.parseLong(id))
                .put("first_name", one.name().replaceFirst(" .*", ""))
                .put("last_name", one.name().contains(" ") ? one.name().replaceFirst("[^ ]* ", "") : ""));
        return Answer.done(body);
    }
}
