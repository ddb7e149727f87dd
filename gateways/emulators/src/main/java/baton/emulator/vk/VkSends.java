package baton.emulator.vk;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.phone.Line.Button;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Bucket;
import baton.emulator.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Whether a message of the company is taken, and whether it is a new one. */
final class VkSends {

    private static final Duration CHANGEABLE = Duration.ofHours(24);

    private final Stage stage;
    private final VkFormat format;
    private final VkHook hook;
    private final VkUploads uploads;
    private final Bucket limit;
    /** Ids of what was sent, by customer and {@code random_id}. */
    private final Map<String, String> sent = new HashMap<>();
    /** Ids with payload of buttons that write nothing. */
    private final Set<String> callbacks = new HashSet<>();

    private int floods;

    VkSends(Stage stage, VkAccount account, VkFormat format, VkHook hook, VkUploads uploads) {
        this.stage = stage;
        this.uploads = uploads;
        this.format = format;
        this.hook = hook;
        this.limit = new Bucket(account.limit());
    }

    synchronized void floods(int count) {
        floods = count;
    }

    synchronized boolean isCallback(String lineId, String payload) {
        return callbacks.contains(lineId + payload);
    }

    /** One after another, so that what is shown and what is told has one order. */
    synchronized Answer send(VkSend send) {
        var customer = stage.phones().find(send.peer());
        if (customer.isEmpty() || !customer.get().known() || customer.get().blocked()) {
            return refused(VkErrors.NOT_ALLOWED, send);
        }
        if (!send.attachment().isEmpty() && uploads.kept(send.attachment()).isEmpty()) {
            return VkErrors.WRONG_PARAMETER.answer();
        }
        return unlessTrouble(() -> limited(customer.get(), send));
    }

    /** The company's own, for a day. */
    synchronized Answer edit(String peer, long number, String text) {
        var line = numbered(peer, number);
        if (line.isEmpty()) {
            return VkErrors.WRONG_PARAMETER.answer();
        } else if (isOld(line.get())) {
            return VkErrors.EDIT_EXPIRED.answer();
        }
        return unlessTrouble(() -> {
            stage.phones().put(peer, line.get().corrected(text));
            return Answer.done(Json.object().put("response", 1));
        });
    }

    synchronized Answer delete(String peer, long number) {
        var line = numbered(peer, number);
        var response = Json.object();
        var item = response.putArray("response");
        if (line.isEmpty() || isOld(line.get())) {
            item.add(VkErrors.NOT_DELETED.item(peer).put("conversation_message_id", number));
            return Answer.refused(200, response);
        }
        return unlessTrouble(() -> {
            stage.phones().put(peer, line.get().deleted());
            item.addObject()
                    .put("peer_id", Long.parseLong(peer))
                    .put("conversation_message_id", number)
                    .put("response", 1);
            return Answer.done(response);
        });
    }

    private Optional<Line> numbered(String peer, long number) {
        return stage.phones().conversation(peer).stream()
                .filter(line -> line.company()
                        && format.number(line.id()) == number
                        && !line.state().equals("deleted"))
                .findFirst();
    }

    private static boolean isOld(Line line) {
        return Duration.between(line.at(), Instant.now()).compareTo(CHANGEABLE) >= 0;
    }

    private Answer unlessTrouble(Supplier<Answer> taken) {
        return stage.unlessTrouble(VkErrors.TOO_MANY.answer(), VkErrors.BROKEN.answer(), taken);
    }

    private Answer limited(Customer customer, VkSend send) {
        if (!limit.take().isZero()) {
            return VkErrors.TOO_MANY.answer();
        }
        if (floods > 0) {
            floods--;
            return refused(VkErrors.FLOOD, send);
        }
        var id = take(customer, send);
        var response = Json.object();
        if (send.listed()) {
            response.putArray("response")
                    .addObject()
                    .put("peer_id", Long.parseLong(customer.id()))
                    .put("message_id", Long.parseLong(id))
                    .put("conversation_message_id", format.number(id));
        } else {
            response.put("response", Long.parseLong(id));
        }
        return Answer.done(response);
    }

    /** What goes for one of those to whom it was to go. */
    private static Answer refused(VkErrors error, VkSend send) {
        if (!send.listed()) {
            return error.answer();
        }
        var response = Json.object();
        response.putArray("response").add(error.item(send.peer()));
        return Answer.refused(200, response);
    }

    /** The id; of the first one if it was sent before. */
    private String take(Customer customer, VkSend send) {
        var key = customer.id() + "#" + send.randomId();
        var before = send.randomId() == 0 ? null : sent.get(key);
        if (before != null) {
            return before;
        }
        var id = format.nextId();
        sent.put(key, id);
        for (var one : send.keys()) {
            if (one.callback()) {
                callbacks.add(id + one.payload());
            }
        }
        var line = line(id, send);
        stage.phones().put(customer.id(), line);
        hook.tell(
                customer, "message_reply", format.message(customer, line).put("random_id", send.randomId()), () -> {});
        return id;
    }

    /** What the telephone shows, with its file. */
    private Line line(String id, VkSend send) {
        var file = uploads.kept(send.attachment());
        if (file.isPresent()) {
            stage.phones().keep(id, file.get());
            var kind = send.attachment().startsWith("photo") ? "photo" : "file";
            return Line.companysFile(id, kind, file.get().fileName());
        }
        var buttons = send.keys().stream()
                .map(one -> new Button(one.label(), one.payload()))
                .toList();
        return Line.companys(id, send.text(), send.repliesTo(), buttons);
    }
}
