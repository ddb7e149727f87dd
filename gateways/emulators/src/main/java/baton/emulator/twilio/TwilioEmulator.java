package baton.emulator.twilio;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Api;
import baton.emulator.site.Messenger;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Courier.Webhook;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Short messages over Twilio, with one number. What customers do is a method each; what Baton asks comes by {@link TwilioApi}. */
public final class TwilioEmulator extends Messenger {

    private static final int LONGEST = 1600;

    /** Twilio hears these itself, and lets the company hear them too. */
    private static final Set<String> STOP = Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");

    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");

    private final TwilioAccount account;
    private final TwilioHook hook;
    private final TwilioStatuses statuses;
    private final TwilioSends sends;
    private final TwilioApi api;

    /** @param base where this provider is, without a slash at its end */
    public TwilioEmulator(Stage stage, TwilioAccount account, String base) {
        super("sms", stage);
        this.account = account;
        this.hook = new TwilioHook(account.webhook(), account.token());
        this.statuses = new TwilioStatuses(stage, account);
        this.sends = new TwilioSends(stage, account, statuses);
        this.api = new TwilioApi(this, account, base);
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public ObjectNode company() {
        return company(account.title(), account.number(), List.of("album", "receipts"), List.of("location", "contact"));
    }

    /** Its id is the number without the plus sign. */
    @Override
    public Customer customer(String name, String number) {
        var digits = number.replaceAll("[^0-9]", "");
        return stage().phones().withNumber(number, () -> new Customer(digits, name, "+" + digits, false, false, false));
    }

    @Override
    public synchronized String writes(Customer customer, String text, String repliesTo) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a message has at most " + LONGEST + " characters");
        }
        var id = say(customer, Line.mine(TwilioFormat.sid("SM"), "text", text), 0);
        heard(customer, text.strip().toUpperCase(Locale.ROOT));
        return id;
    }

    private void heard(Customer customer, String word) {
        var blocked = now(customer).blocked();
        if (!blocked && STOP.contains(word) || blocked && START.contains(word)) {
            stage().phones().change(customer.id(), one -> one.blocked(!blocked));
            var said = blocked ? "You get messages again." : "You get no messages any more. START changes that.";
            stage().phones().put(customer.id(), Line.event(TwilioFormat.sid("SM"), said));
        }
    }

    /** By the words that Twilio understands. */
    @Override
    public synchronized void blocks(Customer customer, boolean on) {
        writes(customer, on ? "STOP" : "START");
    }

    @Override
    public synchronized String sendsPhoto(Customer customer, String caption) {
        return photos(customer, 1, caption);
    }

    /** One message with all of them. */
    @Override
    public synchronized List<String> sendsAlbum(Customer customer, int photos, String caption) {
        return List.of(photos(customer, photos, caption));
    }

    private String photos(Customer customer, int count, String caption) {
        return say(customer, Line.mine(TwilioFormat.sid("MM"), "photo", caption), count);
    }

    @Override
    public String sendsLocation(Customer customer, double latitude, double longitude) {
        throw new IllegalArgumentException("nobody can send a location here");
    }

    @Override
    public String sendsContact(Customer customer, String name, String number) {
        throw new IllegalArgumentException("nobody can send a contact here");
    }

    @Override
    public synchronized void receives(Customer customer) {
        statuses.delivered(now(customer));
    }

    /**
     * The next so many messages of the company are taken, and then do not arrive.
     *
     * @param code as Twilio says why, for example 30003
     */
    public void failsLater(int count, int code) {
        sends.failsLater(count, code);
    }

    @Override
    public void control(String deed, Fields fields) throws Mistake {
        if (deed.equals("fail-later")) {
            failsLater((int) fields.integer("count", 1), (int) fields.integer("code", 30003));
        } else {
            super.control(deed, fields);
        }
    }

    Answer send(TwilioSend send) {
        return sends.send(send);
    }

    private String say(Customer customer, Line line, int media) {
        var form = TwilioFormat.message(account, customer, line.id(), line.text(), media);
        for (var n = 0; n < media; n++) {
            form.put("MediaContentType" + n, "image/png");
            form.put("MediaUrl" + n, api.media(line.id(), TwilioFormat.sid("ME")));
        }
        shows(customer, line);
        stage().courier()
                .tell(new Webhook(customer.id(), "message", form, hook, tick(customer, line), () -> stage().phones()
                        .change(customer.id(), line.id(), lost -> lost.state("lost"))));
        return line.id();
    }
}
