package baton.emulator;

import baton.emulator.Asking.Reply;
import baton.emulator.FakeBaton.Heard;
import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.twilio.TwilioAccount;
import baton.emulator.twilio.TwilioEmulator;
import baton.emulator.wire.Pauses;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An emulated Twilio between Ann, who writes short messages, and somebody who asks as Baton does. */
final class TwilioBench implements AutoCloseable {

    static final String TOKEN = "twilio-token";
    static final String SID = "AC1234567890abcdef1234567890abcdef";
    static final String NUMBER = "+380443900101";
    static final String ANN = "+380501112233";

    final FakeBaton baton = new FakeBaton();
    Emulators emulators;
    TwilioEmulator twilio;
    Customer ann;

    TwilioBench() throws IOException {
        emulators = emulators(account("#rc=5&rp=all"));
        twilio = emulators.sms();
        ann = twilio.customer("Ann Lee", ANN);
    }

    /** Anew, with these connection overrides. */
    void start(String overrides) {
        start(account(overrides));
    }

    void start(TwilioAccount account) {
        emulators.close();
        emulators = emulators(account);
        twilio = emulators.sms();
        ann = twilio.customer("Ann Lee", ANN);
    }

    private Emulators emulators(TwilioAccount account) {
        return Emulators.start(EmulatorSettings.demo(baton.url(), "acme")
                .at("127.0.0.1", 0)
                .with(Pauses.forTests())
                .with(account));
    }

    TwilioAccount account(String overrides) {
        return new TwilioAccount(SID, NUMBER, "Acme", TOKEN, baton.url() + "/hooks/sms/acme" + overrides);
    }

    @Override
    public void close() {
        emulators.close();
        baton.close();
    }

    Reply send(String... fields) {
        var form = new StringBuilder();
        for (var at = 0; at < fields.length; at += 2) {
            form.append(at == 0 ? "" : "&").append(fields[at]).append('=').append(encoded(fields[at + 1]));
        }
        return Asking.postForm(messages(), form.toString(), "Authorization", password(TOKEN));
    }

    String messages() {
        return emulators.url() + "/sms/2010-04-01/Accounts/" + SID + "/Messages.json";
    }

    static String password(String token) {
        return "Basic " + Base64.getEncoder().encodeToString((SID + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Line line(int place) {
        return twilio.conversation(ann).get(place);
    }

    static String field(Heard heard, String name) {
        return heard.body().path(name).asText();
    }

    static String signature(Heard heard, String url) throws GeneralSecurityException {
        var fields = new TreeMap<String, String>();
        heard.body()
                .properties()
                .forEach(one -> fields.put(one.getKey(), one.getValue().asText()));
        var signed = new StringBuilder(url);
        fields.forEach((name, value) -> signed.append(name).append(value));
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
