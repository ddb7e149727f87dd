package baton.emulator.whatsapp;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Bucket;
import baton.emulator.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether a message of the company is taken, and what it is told. */
final class WhatsAppSends {

    private static final Duration WINDOW = Duration.ofHours(24);

    private final Stage stage;
    private final WhatsAppAccount account;
    private final WhatsAppStatuses statuses;
    private final Map<String, Bucket> pairs = new HashMap<>();
    private final Bucket overall;
    /** When a customer wrote last, by id. */
    private final Map<String, Instant> heard = new HashMap<>();

    private boolean windowLater;

    WhatsAppSends(Stage stage, WhatsAppAccount account, WhatsAppStatuses statuses) {
        this.stage = stage;
        this.account = account;
        this.statuses = statuses;
        this.overall = new Bucket(account.overall());
    }

    synchronized void heard(String customer, Instant at) {
        heard.put(customer, at);
    }

    /** Whether a closed window is said at once, or only by a status {@code failed}: the provider does both. */
    synchronized void windowLater(boolean on) {
        windowLater = on;
    }

    /** One after another, so that what is shown and what is told has one order. */
    synchronized Answer send(WhatsAppSend send) {
        var customer = find(send.to());
        var id = WhatsAppEmulator.wamid();
        if (customer.isEmpty()) {
            statuses.undeliverable(send, id);
            return accepted(send, id, "");
        }
        // A template may always be sent.
        var windowOpen = send.type().equals("template") || windowOpen(customer.get());
        if (!windowOpen && !windowLater) {
            return WhatsAppErrors.RE_ENGAGEMENT.answer();
        }
        var isReply = !send.repliesTo().isEmpty();
        if (isReply
                && stage.phones().line(customer.get().id(), send.repliesTo()).isEmpty()) {
            return WhatsAppErrors.WRONG_VALUE.answer("context.message_id names no message");
        }
        if (!send.file().isEmpty() && stage.phones().file(send.file()).isEmpty()) {
            return WhatsAppErrors.WRONG_VALUE.answer(send.type() + ".id names no file");
        }
        return stage.unlessTrouble(
                WhatsAppErrors.RATE_LIMIT.answer(),
                WhatsAppErrors.BROKEN.answer(),
                () -> take(customer.get(), send, id, windowOpen));
    }

    /** What the telephone shows, with its file. */
    private Line line(WhatsAppSend send, String id) {
        if (send.file().isEmpty()) {
            return Line.companys(id, send.text(), send.repliesTo(), send.buttons());
        }
        var file = stage.phones().file(send.file()).orElseThrow();
        stage.phones().keep(id, file);
        var name = send.text().isEmpty() ? file.fileName() : send.text();
        return Line.companysFile(id, send.type().equals("image") ? "photo" : "file", name);
    }

    private Answer take(Customer customer, WhatsAppSend send, String id, boolean windowOpen) {
        if (!pairs.computeIfAbsent(customer.id(), who -> new Bucket(account.perCustomer()))
                .take()
                .isZero()) {
            return WhatsAppErrors.PAIR_RATE_LIMIT.answer();
        }
        if (!overall.take().isZero()) {
            return WhatsAppErrors.RATE_LIMIT.answer();
        }
        var line = line(send, id);
        if (windowOpen) {
            stage.phones().put(customer.id(), line);
            statuses.sent(customer, line.id(), send.callbackData());
        } else {
            statuses.windowClosed(customer, line.id(), send.callbackData());
        }
        return accepted(send, id, customer.hidesNumber() ? "" : customer.digits());
    }

    private Optional<Customer> find(String to) {
        return stage.phones().find(to).or(() -> stage.phones().withNumber(to));
    }

    private boolean windowOpen(Customer customer) {
        var last = heard.get(customer.id());
        return last != null && Duration.between(last, Instant.now()).compareTo(WINDOW) < 0;
    }

    private static Answer accepted(WhatsAppSend send, String id, String waId) {
        var body = Json.object().put("messaging_product", "whatsapp");
        var contact = body.putArray("contacts").addObject().put("input", send.input());
        if (send.to().contains(".")) {
            contact.put("user_id", send.to());
        } else {
            contact.put("wa_id", waId.isEmpty() ? send.to() : waId);
        }
        body.putArray("messages").addObject().put("id", id);
        return Answer.done(body);
    }
}
