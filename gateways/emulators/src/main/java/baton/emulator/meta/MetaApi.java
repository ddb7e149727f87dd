package baton.emulator.meta;

import baton.emulator.site.Api;
import baton.emulator.site.Site;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Call;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import java.io.IOException;
import java.util.Map;

/** {@code POST /<messenger>/v<N>/{me|<id>}/messages}, what else the Graph API has of use to us, and files. */
final class MetaApi implements Api {

    private final MetaEmulator meta;
    private final MetaAccount account;

    MetaApi(MetaEmulator meta, MetaAccount account) {
        this.meta = meta;
        this.account = account;
    }

    @Override
    public boolean isMeant(Call call) {
        return call.segment(1).matches("v[0-9]+[.][0-9]+") || call.segment(1).equals("media");
    }

    @Override
    public void serve(Call call) throws IOException {
        var what = call.segment(3).isEmpty() ? "get" : call.segment(3);
        if (meta.stage().mischief().away()) {
            meta.stage().answer(call, "", what, Json.object(), Answer.none());
        } else if (call.segment(1).equals("media")) {
            // Whoever knows the address may have the file, as with the real one.
            call.answer(200, "image/png", Map.of(), Site.bytes("placeholder.png"));
        } else if (!mayUse(call)) {
            meta.stage().answer(call, "", what, Json.object(), MetaErrors.BAD_TOKEN.answer(account.platform()));
        } else if (call.isPost() && call.isForm()) {
            file(call, what);
        } else if (call.isPost()) {
            post(call, what);
        } else {
            meta.stage().answer(call, "", what, Json.object(), get(call.segment(2)));
        }
    }

    private boolean mayUse(Call call) {
        return call.header("Authorization").equals("Bearer " + account.accessToken())
                || call.query("access_token").equals(account.accessToken());
    }

    private void post(Call call, String what) throws IOException {
        var body = Json.object();
        Answer answer;
        try {
            var fields = call.fields();
            body = fields.node();
            answer = isOurs(call.segment(2)) && what.equals("messages")
                    ? messages(fields)
                    : MetaErrors.NO_SUCH_OBJECT.answer(account.platform());
        } catch (Mistake mistake) {
            answer = MetaErrors.of(mistake, account.platform());
        }
        meta.stage().answer(call, body.at("/recipient/id").asText(), what, body, answer);
    }

    private void file(Call call, String what) throws IOException {
        var body = Json.object();
        Answer answer;
        try {
            var send = MetaFile.read(call.parts(), account.platform());
            body = MetaFile.said(send);
            answer = isOurs(call.segment(2)) && what.equals("messages")
                    ? meta.send(send)
                    : MetaErrors.NO_SUCH_OBJECT.answer(account.platform());
        } catch (Mistake mistake) {
            answer = MetaErrors.of(mistake, account.platform());
        }
        meta.stage().answer(call, body.at("/recipient/id").asText(), what, body, answer);
    }

    private boolean isOurs(String id) {
        return id.equals("me") || id.equals(account.id());
    }

    private Answer messages(Fields fields) throws Mistake {
        return fields.has("sender_action") ? action(fields) : meta.send(MetaSend.read(fields, account.platform()));
    }

    private Answer action(Fields fields) throws Mistake {
        var recipient = MetaSend.recipient(fields);
        var action = fields.oneOf("sender_action", "mark_seen", "typing_on", "typing_off");
        fields.done();
        return meta.companyDoes(recipient, action)
                ? Answer.done(Json.object().put("recipient_id", recipient))
                : MetaErrors.NO_SUCH_USER.answer(account.platform());
    }

    /** The account itself, or a customer who has written to it. */
    private Answer get(String object) {
        if (isOurs(object)) {
            return Answer.done(Json.object().put("name", account.title()).put("id", account.id()));
        }
        var customer = meta.stage().phones().find(object);
        return customer.isPresent() && customer.get().known()
                ? Answer.done(Json.object().put("name", customer.get().name()).put("id", object))
                : MetaErrors.NO_SUCH_OBJECT.answer(account.platform());
    }
}
