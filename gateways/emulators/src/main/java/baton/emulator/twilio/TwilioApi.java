package baton.emulator.twilio;

import baton.emulator.site.Api;
import baton.emulator.site.Site;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Call;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** {@code POST /sms/2010-04-01/Accounts/<sid>/Messages.json}, a form, and what customers sent along, which lies elsewhere. */
final class TwilioApi implements Api {

    static final String VERSION = "2010-04-01";

    private static final String STORE = "store";

    private final TwilioEmulator twilio;
    private final TwilioAccount account;
    private final String base;

    /** @param base where this provider is, without a slash at its end */
    TwilioApi(TwilioEmulator twilio, TwilioAccount account, String base) {
        this.twilio = twilio;
        this.account = account;
        this.base = base;
    }

    @Override
    public boolean isMeant(Call call) {
        return call.segment(1).equals(VERSION) || call.segment(1).equals(STORE);
    }

    String media(String messageSid, String mediaSid) {
        return base + "/" + VERSION + "/Accounts/" + account.sid() + "/Messages/" + messageSid + "/Media/" + mediaSid;
    }

    @Override
    public void serve(Call call) throws IOException {
        var what = call.segment(4);
        if (twilio.stage().mischief().away()) {
            twilio.stage().answer(call, "", what, Json.object(), Answer.none());
        } else if (call.segment(1).equals(STORE)) {
            call.answer(200, "image/png", Map.of(), Site.bytes("placeholder.png"));
        } else if (!call.header("Authorization").equals("Basic " + password())) {
            twilio.stage().answer(call, "", what, Json.object(), TwilioErrors.AUTHENTICATE.answer());
        } else if (!call.segment(2).equals("Accounts") || !call.segment(3).equals(account.sid())) {
            twilio.stage().answer(call, "", what, Json.object(), TwilioErrors.NOT_FOUND.answer());
        } else if (call.segment(6).equals("Media") && call.method().equals("GET")) {
            // The file itself is with somebody else, who asks for no password.
            var there = Map.of("Location", base + "/" + STORE + "/" + call.segment(7));
            call.answer(307, "text/plain", there, new byte[0]);
        } else if (what.equals("Messages.json") && call.isPost()) {
            send(call);
        } else {
            twilio.stage().answer(call, "", what, Json.object(), TwilioErrors.NOT_FOUND.answer());
        }
    }

    private void send(Call call) throws IOException {
        var asked = Json.object();
        Answer answer;
        try {
            var form = call.form(TwilioSend.REPEATED);
            asked = form.node();
            answer = twilio.send(TwilioSend.read(form, account));
        } catch (Mistake mistake) {
            answer = TwilioErrors.of(mistake);
        }
        var customer = asked.path("To").asText().replace("+", "");
        twilio.stage().answer(call, customer, "Messages.json", asked, answer);
    }

    private String password() {
        var password = account.sid() + ":" + account.token();
        return Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
    }
}
