package baton.emulator.telegram;

import static baton.emulator.telegram.TelegramFormat.reaction;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Api;
import baton.emulator.site.Messenger;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Ids;
import baton.emulator.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Telegram with one bot. What customers do is a method each; what Baton asks comes by {@link TelegramApi}. */
public final class TelegramEmulator extends Messenger {

    private static final long FIRST_CUSTOMER = 5_000_000_000L;

    private final TelegramAccount account;
    private final TelegramFormat format;
    private final TelegramApi api;
    private final Ids ids = new Ids();
    private final TelegramHook hook;
    private final TelegramSends sends;
    private final Set<String> callbacks = new HashSet<>();

    public TelegramEmulator(Stage stage, TelegramAccount account) {
        super("telegram", stage);
        this.account = account;
        this.format = new TelegramFormat(account);
        this.api = new TelegramApi(this, account);
        this.hook = new TelegramHook(stage.courier(), ids, account);
        this.sends = new TelegramSends(stage, ids, account);
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public synchronized Customer customer(String name, String number) {
        return stage().phones()
                .withNumber(number, () -> new Customer(freeId(number), name, number, true, false, false));
    }

    /** The same number has the same id also after a restart. */
    private String freeId(String number) {
        var hash = ByteBuffer.wrap(hash(number));
        var id = FIRST_CUSTOMER + (hash.getInt() & 0x7fff_ffffL);
        while (stage().phones().find(Long.toString(id)).isPresent()) {
            id++;
        }
        return Long.toString(id);
    }

    @Override
    public synchronized String writes(Customer customer, String text, String repliesTo) {
        var line = Line.mine(nextId(), "text", text).repliesTo(repliesTo);
        var message = format.head(customer, line.id(), false, line.at());
        quote(message, customer, repliesTo);
        message.put("text", text);
        if (text.matches("(?s)/[a-z]+.*")) {
            var command = message.putArray("entities").addObject().put("type", "bot_command");
            command.put("offset", 0).put("length", text.split("\\s", 2)[0].length());
        }
        return say(customer, line, "message", message);
    }

    /** Opens {@code t.me/<bot>?start=CODE} and presses the button. An empty code is the plain button. */
    @Override
    public void starts(Customer customer, String code) {
        writes(customer, code.isEmpty() ? "/start" : "/start " + code);
    }

    @Override
    public synchronized void edits(Customer customer, String lineId, String text) {
        var line = own(customer, lineId).edited(text);
        var message = format.head(customer, line.id(), false, line.at());
        message.put("edit_date", Instant.now().getEpochSecond());
        quote(message, customer, line.repliesTo());
        say(customer, line, "edited_message", message.put("text", text));
    }

    /** A bot is not told: in ordinary chats there is no such update. */
    @Override
    public synchronized void deletes(Customer customer, String lineId) {
        stage().phones().put(customer.id(), own(customer, lineId).deleted());
    }

    @Override
    public synchronized void reacts(Customer customer, String lineId, String emoji) {
        var line = line(customer, lineId);
        hook.tell(customer, "message_reaction", reaction(now(customer), line, emoji), () -> {});
        stage().phones().put(customer.id(), line.reaction(emoji));
    }

    @Override
    public synchronized void presses(Customer customer, String lineId, String data) {
        var line = line(customer, lineId);
        var query = Json.object().put("id", nextId());
        query.set("from", TelegramFormat.user(customer));
        query.set("message", format.message(customer, line));
        query.put("chat_instance", customer.id()).put("data", data);
        callbacks.add(query.path("id").asText());
        hook.tell(customer, "callback_query", query, () -> {});
    }

    @Override
    public synchronized String sendsLocation(Customer customer, double latitude, double longitude) {
        var line = Line.mine(nextId(), "location", latitude + ", " + longitude);
        var message = format.head(customer, line.id(), false, line.at());
        message.putObject("location").put("latitude", latitude).put("longitude", longitude);
        return say(customer, line, "message", message);
    }

    @Override
    public synchronized String sendsContact(Customer customer, String name, String number) {
        var line = Line.mine(nextId(), "contact", name + ", " + number);
        var message = format.head(customer, line.id(), false, line.at());
        var contact = message.putObject("contact").put("phone_number", number).put("first_name", name);
        if (number.equals(customer.number())) {
            contact.put("user_id", Long.parseLong(customer.id()));
        }
        return say(customer, line, "message", message);
    }

    @Override
    public synchronized String sendsPhoto(Customer customer, String caption) {
        return photo(customer, caption, "");
    }

    /** So many photos at one time, which belong together; the caption is on the first. */
    @Override
    public synchronized List<String> sendsAlbum(Customer customer, int photos, String caption) {
        var group = nextId();
        var ids = new ArrayList<String>();
        for (var n = 0; n < photos; n++) {
            ids.add(photo(customer, n == 0 ? caption : "", group));
        }
        return ids;
    }

    private String photo(Customer customer, String caption, String group) {
        var line = Line.mine(nextId(), "photo", caption);
        var message = format.head(customer, line.id(), false, line.at());
        if (!group.isEmpty()) {
            message.put("media_group_id", group);
        }
        message.putArray("photo").add(TelegramFormat.photoSize("photo-" + line.id()));
        if (!caption.isEmpty()) {
            message.put("caption", caption);
        }
        return say(customer, line, "message", message);
    }

    @Override
    public synchronized void blocks(Customer customer, boolean on) {
        stage().phones().change(customer.id(), one -> one.blocked(on));
        stage().phones().put(customer.id(), Line.event(nextId(), on ? "You blocked the bot" : "You unblocked the bot"));
        hook.tell(customer, "my_chat_member", format.chatMember(customer, on), () -> {});
    }

    @Override
    public ObjectNode company() {
        return company(
                account.title(),
                account.username(),
                List.of("edit", "delete", "react", "album", "reply", "start"),
                List.of());
    }

    Answer send(TelegramFile file) {
        return sends.send(file);
    }

    Answer send(TelegramSend send) {
        return sends.send(send);
    }

    Answer edit(String chatId, String messageId, String text) {
        return sends.edit(chatId, messageId, text);
    }

    Answer delete(String chatId, String messageId) {
        return sends.delete(chatId, messageId);
    }

    TelegramHook hook() {
        return hook;
    }

    synchronized boolean callbackAnswered(String id) {
        return callbacks.remove(id);
    }

    private String say(Customer customer, Line line, String kind, ObjectNode message) {
        shows(customer, line);
        hook.tell(customer, kind, message, tick(customer, line));
        return line.id();
    }

    private void quote(ObjectNode message, Customer customer, String repliesTo) {
        if (!repliesTo.isEmpty()) {
            message.set("reply_to_message", format.message(customer, line(customer, repliesTo)));
        }
    }

    private String nextId() {
        return Long.toString(ids.next());
    }
}
