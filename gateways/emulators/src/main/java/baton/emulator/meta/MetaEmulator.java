package baton.emulator.meta;

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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Messenger with one page, or Instagram with one account. What customers do is a method each; what Baton asks comes by {@link MetaApi}. */
public final class MetaEmulator extends Messenger {

    private final MetaAccount account;
    private final MetaFormat format;
    private final MetaHook hook;
    private final MetaApi api;
    private final MetaSends sends;
    private final MetaReceipts receipts;
    /** How often a message was edited. */
    private final Map<String, Integer> edits = new HashMap<>();

    /** @param base where this provider is, without a slash at its end */
    public MetaEmulator(Stage stage, MetaAccount account, String base) {
        super(account.platform().path(), stage);
        this.account = account;
        this.format = new MetaFormat(account, base);
        this.hook = new MetaHook(account.webhook(), account.appSecret(), account.verifyToken());
        this.api = new MetaApi(this, account);
        this.sends = new MetaSends(stage, account, format);
        this.receipts = new MetaReceipts(stage, account, format, (customer, event) -> tell(customer, event, () -> {}));
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public ObjectNode company() {
        return company(
                account.title(),
                account.username(),
                List.of("album", "react", "reply", "edit", "delete", "receipts", "start", "unsupported", "window"),
                account.platform() == Platform.INSTAGRAM ? List.of("contact", "location") : List.of("contact"));
    }

    @Override
    public Customer customer(String name, String number) {
        return stage().phones()
                .withNumber(number, () -> new Customer(format.scopedId(number), name, number, true, false, false));
    }

    /** By a link or not: a first time with the button "Get Started", otherwise the open conversation is told of a link only. */
    @Override
    public synchronized void starts(Customer customer, String code) {
        var event = format.event(customer);
        if (!now(customer).known()) {
            var postback = event.putObject("postback").put("mid", format.mid());
            postback.put("title", "Get Started").put("payload", "GET_STARTED");
            if (!code.isEmpty()) {
                MetaFormat.referral(postback, code);
            }
        } else if (!code.isEmpty()) {
            MetaFormat.referral(event, code);
        } else {
            return;
        }
        begins(customer);
        stage().phones().put(customer.id(), Line.event(format.mid(), "You opened the chat"));
        tell(customer, event, () -> {});
    }

    @Override
    public synchronized String writes(Customer customer, String text, String repliesTo) {
        if (!repliesTo.isEmpty()) {
            line(customer, repliesTo);
        }
        return says(customer, Line.mine(format.mid(), "text", text).repliesTo(repliesTo), message -> {
            message.put("text", text);
            if (!repliesTo.isEmpty()) {
                message.putObject("reply_to").put("mid", repliesTo);
            }
        });
    }

    @Override
    public synchronized void edits(Customer customer, String lineId, String text) {
        var event = format.event(customer);
        var edit = event.putObject("message_edit").put("mid", lineId).put("text", text);
        edit.put("num_edit", edits.merge(lineId, 1, Integer::sum));
        does(customer, own(customer, lineId).edited(text), event);
    }

    /** "Unsend", of which Instagram tells and Messenger does not. */
    @Override
    public synchronized void deletes(Customer customer, String lineId) {
        stage().phones().put(customer.id(), own(customer, lineId).deleted());
        if (account.platform() == Platform.INSTAGRAM) {
            var event = format.event(customer);
            event.putObject("message").put("mid", lineId).put("is_deleted", true);
            tell(customer, event, () -> {});
        }
    }

    @Override
    public synchronized void reacts(Customer customer, String lineId, String emoji) {
        var line = line(customer, lineId);
        var event = format.event(customer);
        format.reaction(event, lineId, emoji);
        begins(customer);
        tell(customer, event, () -> {});
        stage().phones().put(customer.id(), line.reaction(emoji));
    }

    /** A button of a template. A quick reply is a text: {@link #writes}. */
    @Override
    public synchronized void presses(Customer customer, String lineId, String data) {
        var title = label(line(customer, lineId), data);
        var line = Line.mine(format.mid(), "text", title).repliesTo(lineId);
        var event = format.event(customer);
        event.putObject("postback").put("mid", line.id()).put("title", title).put("payload", data);
        does(customer, line, event);
    }

    /** Words with a photo are a message of their own, after it. */
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
        var line = Line.mine(format.mid(), "photo", count == 1 ? "" : count + " photos");
        var id = says(customer, line, message -> format.photos(message, count));
        if (!caption.isEmpty()) {
            writes(customer, caption, "");
        }
        return id;
    }

    /** Instagram has no such thing. */
    @Override
    public synchronized String sendsLocation(Customer customer, double latitude, double longitude) {
        if (account.platform() == Platform.INSTAGRAM) {
            throw new IllegalArgumentException("nobody can send a location here");
        }
        var line = Line.mine(format.mid(), "location", latitude + ", " + longitude);
        return says(customer, line, message -> format.location(message, now(customer), latitude, longitude));
    }

    @Override
    public String sendsContact(Customer customer, String name, String number) {
        throw new IllegalArgumentException("nobody can send a contact here");
    }

    /** A shared post, or, at Instagram, what the platform does not pass on. */
    @Override
    public synchronized String sendsUnsupported(Customer customer) {
        return says(customer, Line.mine(format.mid(), "text", "(something new)"), message -> {
            if (account.platform() == Platform.INSTAGRAM) {
                message.put("is_unsupported", true);
            } else {
                message.putArray("attachments").addObject().put("type", "fallback");
            }
        });
    }

    @Override
    public synchronized void receives(Customer customer) {
        if (!now(customer).blocked()) {
            receipts.arrived(customer);
        }
    }

    /** What has not arrived before arrives with it. */
    @Override
    public synchronized void reads(Customer customer) {
        receives(customer);
        if (!now(customer).blocked()) {
            receipts.read(customer);
        }
    }

    /** As if the customer had been here more than 24 hours ago; whatever they do next opens the window again. */
    public void closesWindow(Customer customer) {
        sends.heard(customer.id(), Instant.now().minus(Duration.ofHours(25)));
    }

    /** Whether Baton answers the provider's question when a webhook is configured. */
    public boolean verifies() {
        return hook.verify();
    }

    @Override
    public void control(String deed, Fields fields) throws Mistake {
        switch (deed) {
            case "close-window" -> closesWindow(stage().phones().get(fields.text("customer", 40)));
            case "verify" -> hook.requireChallenge();
            default -> super.control(deed, fields);
        }
    }

    Answer send(MetaSend send) {
        return sends.send(send);
    }

    /** @return false if there is no such customer */
    boolean companyDoes(String recipient, String action) {
        var customer = stage().phones().find(recipient);
        if (customer.isPresent() && action.equals("typing_on")) {
            stage().phones().passing(recipient, "typing");
        } else if (customer.isPresent() && action.equals("mark_seen")) {
            stage().phones().readByCompany(recipient);
        }
        return customer.isPresent();
    }

    private String says(Customer customer, Line line, Consumer<ObjectNode> content) {
        var event = format.event(customer);
        content.accept(event.putObject("message").put("mid", line.id()));
        return does(customer, line, event);
    }

    private String does(Customer customer, Line line, ObjectNode event) {
        begins(customer);
        stage().phones().put(customer.id(), line);
        tell(customer, event, tick(customer, line));
        return line.id();
    }

    private void begins(Customer customer) {
        sends.heard(customer.id(), Instant.now());
        stage().phones().change(customer.id(), one -> one.known(true));
    }

    private void tell(Customer customer, ObjectNode event, Runnable confirmed) {
        stage().courier()
                .tell(new Webhook(customer.id(), MetaFormat.kind(event), format.webhook(event), hook, confirmed));
    }
}
