package baton.emulator.telegram;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Bucket;
import baton.emulator.wire.Ids;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether a message of the bot is taken, and what it is told. */
final class TelegramSends {

    private static final Duration DELETABLE = Duration.ofHours(48);

    private final Stage stage;
    private final Ids ids;
    private final TelegramAccount account;
    private final TelegramFormat format;
    private final Map<String, Bucket> chats = new HashMap<>();
    private final Bucket overall;

    TelegramSends(Stage stage, Ids ids, TelegramAccount account) {
        this.stage = stage;
        this.ids = ids;
        this.account = account;
        this.format = new TelegramFormat(account);
        this.overall = new Bucket(account.overall());
    }

    /** One after another, so that what is shown and what the ids say has one order. */
    synchronized Answer send(TelegramSend send) {
        var customer = stage.phones().find(send.chatId()).filter(Customer::known);
        var refusal = refusal(customer);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var isReply = send.replyTo() != 0;
        var quoted = stage.phones().line(send.chatId(), Long.toString(send.replyTo()));
        if (isReply && quoted.isEmpty() && !send.replyMayBeMissing()) {
            return TelegramApi.error(400, "Bad Request: message to be replied not found");
        }
        return take(customer.get(), send, quoted.map(Line::id).orElse(""));
    }

    synchronized Answer send(TelegramFile file) {
        var customer = stage.phones().find(file.chatId()).filter(Customer::known);
        return refusal(customer)
                .orElseGet(() -> answered(customer.orElseThrow(), () -> {
                    var kind = file.kind().equals("photo") ? "photo" : "file";
                    var line = Line.companysFile(
                            Long.toString(ids.next()), kind, file.file().fileName());
                    stage.phones().keep(line.id(), file.file());
                    stage.phones().put(file.chatId(), line);
                    return TelegramApi.ok(format.message(customer.orElseThrow(), line, file));
                }));
    }

    /** Only the bot's own texts. The buttons go unless they are said again. */
    synchronized Answer edit(String chatId, String messageId, String text) {
        var customer = stage.phones().find(chatId).filter(Customer::known);
        var line = stage.phones().line(chatId, messageId).filter(one -> !one.state()
                .equals("deleted"));
        if (customer.isEmpty() || line.isEmpty()) {
            return TelegramApi.error(400, "Bad Request: message to edit not found");
        } else if (!line.get().company() || !line.get().kind().equals("text")) {
            return TelegramApi.error(400, "Bad Request: message can't be edited");
        } else if (line.get().text().equals(text)) {
            return TelegramApi.error(400, "Bad Request: message is not modified");
        }
        return unlessTrouble(() -> {
            stage.phones().put(chatId, line.get().corrected(text));
            return TelegramApi.ok(format.message(customer.get(), line.get().corrected(text)));
        });
    }

    synchronized Answer delete(String chatId, String messageId) {
        var customer = stage.phones().find(chatId).filter(Customer::known);
        var line = stage.phones().line(chatId, messageId).filter(one -> !one.state()
                .equals("deleted"));
        if (customer.isEmpty() || line.isEmpty()) {
            return TelegramApi.error(400, "Bad Request: message to delete not found");
        } else if (Duration.between(line.get().at(), Instant.now()).compareTo(DELETABLE) >= 0) {
            return TelegramApi.error(400, "Bad Request: message can't be deleted for everyone");
        }
        return unlessTrouble(() -> {
            stage.phones().put(chatId, line.get().deleted());
            return TelegramApi.ok(BooleanNode.TRUE);
        });
    }

    private static Optional<Answer> refusal(Optional<Customer> customer) {
        if (customer.isEmpty()) {
            return Optional.of(TelegramApi.error(400, "Bad Request: chat not found"));
        }
        return customer.get().blocked()
                ? Optional.of(TelegramApi.error(403, "Forbidden: bot was blocked by the user"))
                : Optional.empty();
    }

    private Answer take(Customer customer, TelegramSend send, String repliesTo) {
        return answered(customer, () -> taken(customer, send, repliesTo));
    }

    private Answer answered(Customer customer, Supplier<Answer> taken) {
        return unlessTrouble(() -> limited(customer, taken));
    }

    private Answer unlessTrouble(Supplier<Answer> taken) {
        return stage.unlessTrouble(
                TelegramApi.tooMany(Duration.ofSeconds(1)), TelegramApi.error(500, "Internal Server Error"), taken);
    }

    private Answer limited(Customer customer, Supplier<Answer> taken) {
        var pause = limit(customer.id());
        return pause.isZero() ? taken.get() : TelegramApi.tooMany(pause);
    }

    private Answer taken(Customer customer, TelegramSend send, String repliesTo) {
        var line = Line.companys(Long.toString(ids.next()), send.text(), repliesTo, send.buttons());
        stage.phones().put(customer.id(), line);
        var message = format.message(customer, line);
        stage.phones()
                .line(customer.id(), repliesTo)
                .ifPresent(quoted -> message.set("reply_to_message", format.message(customer, quoted)));
        return TelegramApi.ok(message);
    }

    private Duration limit(String chat) {
        var pause =
                chats.computeIfAbsent(chat, id -> new Bucket(account.perChat())).take();
        return pause.isZero() ? overall.take() : pause;
    }
}
