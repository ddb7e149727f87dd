package baton.emulator.viber;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Api;
import baton.emulator.site.Messenger;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Bucket;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Parts.Part;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Viber with one bot. What customers do is a method each; what Baton asks comes by {@link ViberApi}. */
public final class ViberEmulator extends Messenger {

    private final ViberAccount account;
    private final ViberHook hook;
    private final ViberApi api;
    private final String base;
    private final Bucket limit;
    /** More than a double holds exactly, as the real ones are, and larger than any of an emulator before this one. */
    private final AtomicLong tokens =
            new AtomicLong(5_000_000_000_000_000_001L + Instant.now().toEpochMilli() * 1_000_000);
    /** What the company sent along last, by customer. */
    private final Map<String, String> trackingData = new HashMap<>();

    private int failures;

    /** @param base where this provider is, without a slash at its end */
    public ViberEmulator(Stage stage, ViberAccount account, String base) {
        super("viber", stage);
        this.account = account;
        this.hook = new ViberHook(stage.courier(), account);
        this.api = new ViberApi(this, account);
        this.base = base;
        this.limit = new Bucket(account.limit());
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public ObjectNode company() {
        return company(account.name(), account.uri(), List.of("album", "receipts", "start"), List.of());
    }

    /** The same number has the same id also after a restart. */
    @Override
    public Customer customer(String name, String number) {
        return stage().phones().withNumber(number, () -> {
            var hash = hash(number);
            var id = Base64.getEncoder().encodeToString(Arrays.copyOf(hash, 16));
            return new Customer(id, name, number, true, false, false);
        });
    }

    /** Opens the chat, by a link or not. The company may not write yet. */
    @Override
    public synchronized void starts(Customer customer, String code) {
        var event = ViberHook.event("conversation_started", nextToken()).put("type", "open");
        if (!code.isEmpty()) {
            event.put("context", code);
        }
        event.set("user", user(customer));
        event.put("subscribed", now(customer).known() && !now(customer).blocked());
        stage().phones()
                .put(customer.id(), Line.event(event.path("message_token").asText(), "You opened the chat"));
        hook.tell(customer, event, () -> {});
    }

    @Override
    public synchronized String writes(Customer customer, String text, String repliesTo) {
        return say(customer, "text", text, Json.object().put("type", "text").put("text", text));
    }

    @Override
    public synchronized void presses(Customer customer, String lineId, String data) {
        writes(customer, data);
    }

    @Override
    public synchronized String sendsPhoto(Customer customer, String caption) {
        var name = "photo-" + tokens.get() + ".png";
        var message = Json.object().put("type", "picture").put("text", caption);
        message.put("media", base + "/media/" + name).put("thumbnail", base + "/media/" + name);
        return say(customer, "photo", caption, message.put("file_name", name).put("size", 1190));
    }

    @Override
    public synchronized String sendsLocation(Customer customer, double latitude, double longitude) {
        var message = Json.object().put("type", "location");
        message.putObject("location").put("lat", latitude).put("lon", longitude);
        return say(customer, "location", latitude + ", " + longitude, message);
    }

    @Override
    public synchronized String sendsContact(Customer customer, String name, String number) {
        var message = Json.object().put("type", "contact");
        message.putObject("contact").put("name", name).put("phone_number", number);
        return say(customer, "contact", name + ", " + number, message);
    }

    /** The company hears that as a subscription that has ended, or begun. */
    @Override
    public synchronized void blocks(Customer customer, boolean on) {
        stage().phones().change(customer.id(), one -> one.blocked(on));
        var event = ViberHook.event(on ? "unsubscribed" : "subscribed", nextToken());
        if (on) {
            event.put("user_id", customer.id());
        } else {
            event.set("user", user(customer));
        }
        hook.tell(customer, event, () -> {});
    }

    @Override
    public synchronized void receives(Customer customer) {
        come(customer, "sent", "delivered", "delivered");
    }

    /** What has not arrived before arrives with it. */
    @Override
    public synchronized void reads(Customer customer) {
        receives(customer);
        come(customer, "delivered", "read", "seen");
    }

    /** The next so many messages of the company are taken, and then fail. */
    public synchronized void failsLater(int count) {
        failures = count;
    }

    @Override
    public void control(String deed, Fields fields) throws Mistake {
        if (deed.equals("fail-later")) {
            failsLater((int) fields.integer("count", 1));
        } else {
            super.control(deed, fields);
        }
    }

    synchronized Answer send(ViberSend send, Optional<Part> file) {
        var customer = stage().phones().find(send.receiver());
        if (hook.url().isEmpty()) {
            return ViberStatus.WEBHOOK_NOT_SET.answer();
        }
        if (customer.isEmpty()) {
            return ViberStatus.RECEIVER_NOT_REGISTERED.answer();
        }
        if (!customer.get().known() || customer.get().blocked()) {
            return ViberStatus.RECEIVER_NOT_SUBSCRIBED.answer();
        }
        var tooMany = ViberStatus.TOO_MANY_REQUESTS.answer();
        var broken = Answer.refused(500, Json.object());
        return stage().unlessTrouble(
                        tooMany, broken, () -> limit.take().isZero() ? take(customer.get(), send, file) : tooMany);
    }

    private Answer take(Customer customer, ViberSend send, Optional<Part> file) {
        var token = nextToken();
        var line = line(Long.toString(token), send, file);
        if (failures > 0) {
            failures--;
            var event = ViberHook.event("failed", token).put("user_id", customer.id());
            hook.tell(customer, event.put("desc", "failure description"), () -> {});
        } else {
            stage().phones().put(customer.id(), line);
            trackingData.put(customer.id(), send.trackingData());
        }
        return Answer.done(Json.object()
                .put("status", 0)
                .put("status_message", "ok")
                .put("message_token", token)
                .put("chat_hostname", "SN-EMULATOR-01_")
                .put("billing_status", 1));
    }

    /** What the telephone shows, with its file. */
    private Line line(String id, ViberSend send, Optional<Part> file) {
        if (file.isEmpty()) {
            return Line.companys(id, send.text(), "", send.buttons());
        }
        stage().phones().keep(id, file.get());
        var isPicture =
                send.media().filter(media -> media.type().equals("picture")).isPresent();
        return Line.companysFile(id, isPicture ? "photo" : "file", file.get().fileName());
    }

    ViberHook hook() {
        return hook;
    }

    long nextToken() {
        return tokens.incrementAndGet();
    }

    private void come(Customer customer, String from, String to, String event) {
        if (now(customer).blocked()) {
            return;
        }
        for (var line : stage().phones().come(customer.id(), List.of(from), to)) {
            hook.tell(
                    customer,
                    ViberHook.event(event, Long.parseLong(line.id())).put("user_id", customer.id()),
                    () -> {});
        }
    }

    /** The first message subscribes, without an event of its own. */
    private String say(Customer customer, String kind, String text, ObjectNode message) {
        var event = ViberHook.event("message", nextToken());
        var line = Line.mine(event.path("message_token").asText(), kind, text);
        shows(customer, line);
        var tracking = trackingData.getOrDefault(customer.id(), "");
        event.set("sender", user(customer));
        event.set("message", tracking.isEmpty() ? message : message.put("tracking_data", tracking));
        hook.tell(customer, event.put("silent", false), tick(customer, line));
        return line.id();
    }

    private static ObjectNode user(Customer customer) {
        return Json.object()
                .put("id", customer.id())
                .put("name", customer.name())
                .put("language", "en")
                .put("country", "UA")
                .put("api_version", 10);
    }
}
