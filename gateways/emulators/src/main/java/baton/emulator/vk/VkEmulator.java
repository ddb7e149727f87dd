package baton.emulator.vk;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Api;
import baton.emulator.site.Messenger;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** VK with one community. What customers do is a method each; what Baton asks comes by {@link VkApi}. */
public final class VkEmulator extends Messenger {

    private final VkAccount account;
    private final VkFormat format;
    private final VkHook hook;
    private final VkApi api;
    private final VkSends sends;
    private final VkUploads uploads;
    /** Codes of links by which customers came, until they write. */
    private final Map<String, String> refs = new HashMap<>();

    /** @param base where this provider is, without a slash at its end */
    public VkEmulator(Stage stage, VkAccount account, String base) {
        super("vk", stage);
        this.account = account;
        this.format = new VkFormat(account, base);
        this.hook = new VkHook(stage.courier(), account);
        this.api = new VkApi(this, account);
        this.uploads = new VkUploads(account, base);
        this.sends = new VkSends(stage, account, format, hook, uploads);
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public ObjectNode company() {
        return company(
                account.title(),
                account.name(),
                List.of("album", "react", "reply", "edit", "delete", "start", "unsupported"),
                List.of("contact"));
    }

    /** The same number has the same id also after a restart. */
    @Override
    public Customer customer(String name, String number) {
        return stage().phones().withNumber(number, () -> {
            var hash = ByteBuffer.wrap(hash(number));
            var id = 100_000_000L + Math.floorMod(hash.getLong(), 800_000_000L);
            return new Customer(Long.toString(id), name, number, true, false, false);
        });
    }

    /** Who is new presses a button that writes; the code of a link comes with whatever is written first. */
    @Override
    public synchronized void starts(Customer customer, String code) {
        if (!code.isEmpty()) {
            refs.put(customer.id(), code);
        }
        if (now(customer).known()) {
            stage().phones().put(customer.id(), Line.event(format.nextId(), "You opened the chat"));
        } else {
            says(customer, line("text", "Start"), message -> message.put("payload", "{\"command\":\"start\"}"));
        }
    }

    @Override
    public synchronized String writes(Customer customer, String text, String repliesTo) {
        var answered = repliesTo.isEmpty() ? Optional.<Line>empty() : Optional.of(line(customer, repliesTo));
        return says(
                customer,
                line("text", text).repliesTo(repliesTo),
                message -> answered.ifPresent(line -> format.reply(message, customer, line)));
    }

    @Override
    public synchronized void edits(Customer customer, String lineId, String text) {
        var line = own(customer, lineId).edited(text);
        stage().phones().put(customer.id(), line);
        tell(customer, line, "message_edit", VkFormat.edited(format.message(customer, line)));
    }

    /** The community is not told. */
    @Override
    public synchronized void deletes(Customer customer, String lineId) {
        stage().phones().put(customer.id(), own(customer, lineId).deleted());
    }

    @Override
    public synchronized void reacts(Customer customer, String lineId, String emoji) {
        var line = line(customer, lineId);
        hook.tell(customer, "message_reaction_event", format.reaction(customer, line, emoji), () -> {});
        stage().phones().put(customer.id(), line.reaction(emoji));
    }

    /** A callback button writes nothing, another one its words. */
    @Override
    public synchronized void presses(Customer customer, String lineId, String data) {
        var asked = line(customer, lineId);
        var label = label(asked, data);
        if (sends.isCallback(lineId, data)) {
            var payload = Json.read(data.getBytes(StandardCharsets.UTF_8)).orElseGet(Json::object);
            hook.tell(customer, "message_event", format.pressed(customer, asked, payload), () -> {});
        } else {
            says(customer, line("text", label), message -> message.put("payload", data));
        }
    }

    @Override
    public synchronized String sendsPhoto(Customer customer, String caption) {
        return says(customer, line("photo", caption), message -> format.photos(message, customer, 1));
    }

    /** One message with all of them. */
    @Override
    public synchronized List<String> sendsAlbum(Customer customer, int photos, String caption) {
        return List.of(says(customer, line("photo", caption), message -> format.photos(message, customer, photos)));
    }

    @Override
    public synchronized String sendsLocation(Customer customer, double latitude, double longitude) {
        return says(customer, line("location", latitude + ", " + longitude), message -> {
            VkFormat.location(message, latitude, longitude);
            message.put("text", "");
        });
    }

    @Override
    public String sendsContact(Customer customer, String name, String number) {
        throw new IllegalArgumentException("nobody can send a contact here");
    }

    @Override
    public synchronized String sendsUnsupported(Customer customer) {
        return says(customer, line("text", "(a poll)"), message -> {
            var poll = message.withArray("attachments").addObject().put("type", "poll");
            poll.putObject("poll").put("id", 1).put("question", "Which lamp?");
            message.put("text", "");
        });
    }

    /** The community is told that it must not write any more, or may. */
    @Override
    public synchronized void blocks(Customer customer, boolean on) {
        stage().phones().change(customer.id(), one -> one.blocked(on));
        var who = Json.object().put("user_id", Long.parseLong(customer.id()));
        hook.tell(customer, on ? "message_deny" : "message_allow", on ? who : who.put("key", ""), () -> {});
    }

    /** The next so many messages of the company are too many for one customer. */
    public void floods(int count) {
        sends.floods(count);
    }

    /** Whether Baton answers VK's question when its address is entered. */
    public boolean confirms() {
        return hook.confirm();
    }

    @Override
    public void control(String deed, Fields fields) throws Mistake {
        switch (deed) {
            case "flood" -> floods((int) fields.integer("count", 1));
            case "confirm" -> {
                if (!confirms()) {
                    throw new Mistake(Kind.WRONG_VALUE, "", "the webhook does not answer with the confirmation");
                }
            }
            default -> super.control(deed, fields);
        }
    }

    Answer send(VkSend send) {
        return sends.send(send);
    }

    Answer edit(String peer, long number, String text) {
        return sends.edit(peer, number, text);
    }

    Answer delete(String peer, long number) {
        return sends.delete(peer, number);
    }

    VkUploads uploads() {
        return uploads;
    }

    private Line line(String kind, String text) {
        return Line.mine(format.nextId(), kind, text);
    }

    private String says(Customer customer, Line line, Consumer<ObjectNode> content) {
        var message = format.message(customer, line);
        content.accept(message);
        Optional.ofNullable(refs.remove(customer.id())).ifPresent(code -> message.put("ref", code));
        shows(customer, line);
        tell(customer, line, "message_new", VkFormat.arrived(message));
        return line.id();
    }

    private void tell(Customer customer, Line line, String type, ObjectNode object) {
        hook.tell(customer, type, object, tick(customer, line));
    }
}
