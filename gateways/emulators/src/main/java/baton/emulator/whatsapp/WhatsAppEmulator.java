package baton.emulator.whatsapp;

import baton.emulator.meta.MetaHook;
import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Api;
import baton.emulator.site.Messenger;
import baton.emulator.site.Site;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Courier.Webhook;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Ids;
import baton.emulator.wire.Mistake;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** WhatsApp with one company. What customers do is a method each; what Baton asks comes by {@link WhatsAppApi}. */
public final class WhatsAppEmulator extends Messenger {

    private final WhatsAppAccount account;
    private final WhatsAppFormat format;
    private final MetaHook hook;
    private final WhatsAppStatuses statuses;
    private final WhatsAppSends sends;
    private final WhatsAppApi api;
    private final Ids ids = new Ids();

    /** @param base where this provider is, without a slash at its end */
    public WhatsAppEmulator(Stage stage, WhatsAppAccount account, String base) {
        super("whatsapp", stage);
        this.account = account;
        this.format = new WhatsAppFormat(account);
        this.hook = new MetaHook(account.webhook(), account.appSecret(), account.verifyToken());
        this.statuses = new WhatsAppStatuses(stage, format, hook);
        this.sends = new WhatsAppSends(stage, account, statuses);
        this.api = new WhatsAppApi(this, account, base);
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public ObjectNode company() {
        return company(
                account.title(),
                account.displayNumber(),
                List.of("react", "album", "reply", "receipts", "hide", "unsupported", "window"),
                List.of());
    }

    /** Its id is a business-scoped user id. The same number has the same id also after a restart. */
    @Override
    public Customer customer(String name, String number) {
        return stage().phones().withNumber(number, () -> {
            var hash = ByteBuffer.wrap(hash(number));
            var id = "UA." + (hash.getLong() & Long.MAX_VALUE);
            return new Customer(id, name, number, false, false, false);
        });
    }

    @Override
    public void hidesNumber(Customer customer, boolean on) {
        stage().phones().change(customer.id(), one -> one.hidesNumber(on));
    }

    @Override
    public synchronized String writes(Customer customer, String text, String repliesTo) {
        var line = Line.mine(wamid(), "text", text).repliesTo(repliesTo);
        return say(customer, line, text(customer, line));
    }

    /** Several messages in one webhook, as happens when there are many. */
    public synchronized void writesTogether(Customer customer, List<String> texts) {
        var messages = new ArrayList<ObjectNode>();
        for (var text : texts) {
            var line = Line.mine(wamid(), "text", text);
            messages.add(text(now(customer), line));
            began(customer, line);
        }
        tell(customer, messages, () -> {});
    }

    private ObjectNode text(Customer customer, Line line) {
        var message = format.message(now(customer), line.id(), "text");
        if (!line.repliesTo().isEmpty()) {
            format.context(message, now(customer), line(customer, line.repliesTo()));
        }
        message.putObject("text").put("body", line.text());
        return message;
    }

    @Override
    public synchronized void reacts(Customer customer, String lineId, String emoji) {
        var line = line(customer, lineId);
        var message = format.message(now(customer), wamid(), "reaction");
        message.putObject("reaction").put("message_id", lineId).put("emoji", emoji);
        sends.heard(customer.id(), Instant.now());
        tell(customer, List.of(message), () -> {});
        stage().phones().put(customer.id(), line.reaction(emoji));
    }

    @Override
    public synchronized void presses(Customer customer, String lineId, String data) {
        var asked = line(customer, lineId);
        var title = label(asked, data);
        var line = Line.mine(wamid(), "text", title).repliesTo(lineId);
        var message = format.message(now(customer), line.id(), "interactive");
        format.context(message, now(customer), asked);
        var type = asked.buttons().size() > 3 ? "list_reply" : "button_reply";
        message.putObject("interactive")
                .put("type", type)
                .putObject(type)
                .put("id", data)
                .put("title", title);
        say(customer, line, message);
    }

    @Override
    public synchronized String sendsPhoto(Customer customer, String caption) {
        var line = Line.mine(wamid(), "photo", caption);
        var message = format.message(now(customer), line.id(), "image");
        try {
            WhatsAppFormat.image(message, "8" + ids.next(), Site.bytes("placeholder.png"), caption);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return say(customer, line, message);
    }

    @Override
    public synchronized String sendsLocation(Customer customer, double latitude, double longitude) {
        var line = Line.mine(wamid(), "location", latitude + ", " + longitude);
        var message = format.message(now(customer), line.id(), "location");
        message.putObject("location").put("latitude", latitude).put("longitude", longitude);
        return say(customer, line, message);
    }

    @Override
    public synchronized String sendsContact(Customer customer, String name, String number) {
        var line = Line.mine(wamid(), "contact", name + ", " + number);
        var message = format.message(now(customer), line.id(), "contacts");
        WhatsAppFormat.contact(message, name, number);
        return say(customer, line, message);
    }

    @Override
    public synchronized String sendsUnsupported(Customer customer) {
        var line = Line.mine(wamid(), "text", "(a poll)");
        var message = format.message(now(customer), line.id(), "unsupported");
        var error = message.putArray("errors").addObject().put("code", 131051);
        error.put("title", "Message type unknown").put("message", "Message type unknown");
        error.putObject("error_data").put("details", "Message type is currently not supported.");
        return say(customer, line, message);
    }

    @Override
    public void receives(Customer customer) {
        if (!now(customer).blocked()) {
            statuses.come(now(customer), "delivered", List.of("sent"));
        }
    }

    /** What has not arrived before is read at once: then the provider leaves {@code delivered} out. */
    @Override
    public void reads(Customer customer) {
        if (!now(customer).blocked()) {
            statuses.come(now(customer), "read", List.of("sent", "delivered"));
        }
    }

    /** As if the customer had written more than 24 hours ago; the next message opens the window again. */
    public void closesWindow(Customer customer) {
        sends.heard(customer.id(), Instant.now().minus(Duration.ofHours(25)));
    }

    /** A closed window is said by a status {@code failed} and not at once. */
    public void saysWindowLater(boolean on) {
        sends.windowLater(on);
    }

    /** Whether Baton answers the provider's question when a webhook is configured. */
    public boolean verifies() {
        return hook.verify();
    }

    @Override
    public void control(String deed, Fields fields) throws Mistake {
        switch (deed) {
            case "close-window" -> {
                saysWindowLater(fields.flag("later", false));
                closesWindow(stage().phones().get(fields.text("customer", 140)));
            }
            case "verify" -> hook.requireChallenge();
            default -> super.control(deed, fields);
        }
    }

    Answer send(WhatsAppSend send) {
        return sends.send(send);
    }

    boolean readByCompany(String id, boolean typing) {
        for (var customer : stage().phones().all()) {
            var line = stage().phones().line(customer.id(), id);
            if (line.isPresent() && !line.get().company()) {
                stage().phones().put(customer.id(), line.get().state("read"));
                if (typing) {
                    stage().phones().passing(customer.id(), "typing");
                }
                return true;
            }
        }
        return false;
    }

    /** The customer's id, whether that or the number is given; otherwise what is given. */
    String idOf(String address) {
        return stage().phones().withNumber(address).map(Customer::id).orElse(address);
    }

    private String say(Customer customer, Line line, ObjectNode message) {
        began(customer, line);
        tell(customer, List.of(message), tick(customer, line));
        return line.id();
    }

    private void began(Customer customer, Line line) {
        sends.heard(customer.id(), Instant.now());
        shows(customer, line);
    }

    private void tell(Customer customer, List<ObjectNode> messages, Runnable confirmed) {
        var webhook = format.webhook(now(customer), "messages", messages, true);
        stage().courier().tell(new Webhook(customer.id(), "message", webhook, hook, confirmed));
    }

    /** As opaque as the real ones. */
    static String wamid() {
        var bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        return "wamid." + Base64.getEncoder().encodeToString(bytes);
    }
}
