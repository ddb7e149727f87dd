package baton.emulator.meta;

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

/** Whether a message of the company is taken. */
final class MetaSends {

    private static final Duration WINDOW = Duration.ofHours(24);

    private final Stage stage;
    private final Platform platform;
    private final MetaFormat format;
    private final Bucket limit;
    /** When a customer did something last, by id. */
    private final Map<String, Instant> heard = new HashMap<>();

    MetaSends(Stage stage, MetaAccount account, MetaFormat format) {
        this.stage = stage;
        this.platform = account.platform();
        this.format = format;
        this.limit = new Bucket(account.limit());
    }

    synchronized void heard(String customer, Instant at) {
        heard.put(customer, at);
    }

    /** One after another, so that what is shown has one order. */
    synchronized Answer send(MetaSend send) {
        var customer = stage.phones().find(send.recipient());
        // An id is given out with the first thing that somebody does.
        if (customer.isEmpty() || !customer.get().known()) {
            return refused(MetaErrors.NO_SUCH_USER);
        }
        if (customer.get().blocked()) {
            return refused(MetaErrors.UNAVAILABLE);
        }
        if (!windowOpen(customer.get())) {
            return refused(MetaErrors.WINDOW);
        }
        var isReply = !send.repliesTo().isEmpty();
        if (isReply
                && stage.phones().line(customer.get().id(), send.repliesTo()).isEmpty()) {
            return refused(MetaErrors.INVALID);
        }
        return stage.unlessTrouble(
                refused(MetaErrors.RATE_LIMIT), refused(MetaErrors.BROKEN), () -> take(customer.get(), send));
    }

    private Answer take(Customer customer, MetaSend send) {
        if (!limit.take().isZero()) {
            return refused(MetaErrors.RATE_LIMIT);
        }
        var line = line(format.mid(), send);
        stage.phones().put(customer.id(), line);
        return Answer.done(Json.object().put("recipient_id", customer.id()).put("message_id", line.id()));
    }

    /** What the telephone shows, with its file. */
    private Line line(String id, MetaSend send) {
        if (send.file().isEmpty()) {
            return Line.companys(id, send.text(), send.repliesTo(), send.buttons());
        }
        var sent = send.file().get();
        stage.phones().keep(id, sent.file());
        return Line.companysFile(
                id, sent.kind().equals("image") ? "photo" : "file", sent.file().fileName());
    }

    private boolean windowOpen(Customer customer) {
        var last = heard.get(customer.id());
        return last != null && Duration.between(last, Instant.now()).compareTo(WINDOW) < 0;
    }

    private Answer refused(MetaErrors error) {
        return error.answer(platform);
    }
}
