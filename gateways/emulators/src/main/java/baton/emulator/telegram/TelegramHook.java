package baton.emulator.telegram;

import baton.emulator.phone.Customer;
import baton.emulator.wire.Courier;
import baton.emulator.wire.Courier.Target;
import baton.emulator.wire.Courier.Webhook;
import baton.emulator.wire.Ids;
import baton.emulator.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where updates go, and which. What is told while there is no webhook waits for one. */
final class TelegramHook implements Target {

    /** Has to be asked for. */
    private static final String REACTION = "message_reaction";

    /** All that a bot can hear of a private chat. */
    private static final Set<String> ALL =
            Set.of("message", "edited_message", "callback_query", "my_chat_member", REACTION);

    private final Courier courier;
    private final Ids ids;
    private volatile Setting setting;

    private record Setting(String url, String secret, Set<String> updates) {}

    TelegramHook(Courier courier, Ids ids, TelegramAccount account) {
        this.courier = courier;
        this.ids = ids;
        this.setting = new Setting(account.webhook(), account.webhookSecret(), ALL);
    }

    void set(String url, String secret, List<String> updates) {
        var unlessAsked = new HashSet<>(ALL);
        unlessAsked.remove(REACTION);
        setting = new Setting(url, secret, updates.isEmpty() ? unlessAsked : Set.copyOf(updates));
    }

    /** One update, if it is one of those that are wanted. */
    void tell(Customer customer, String kind, ObjectNode what, Runnable confirmed) {
        if (setting.updates().contains(kind)) {
            var update = Json.object().put("update_id", ids.next());
            update.set(kind, what);
            courier.tell(new Webhook(customer.id(), kind, update, this, confirmed));
        }
    }

    ObjectNode info() {
        return Json.object()
                .put("url", setting.url())
                .put("has_custom_certificate", false)
                .put("pending_update_count", courier.waiting());
    }

    @Override
    public Optional<URI> url() {
        return setting.url().isEmpty() ? Optional.empty() : Optional.of(URI.create(setting.url()));
    }

    @Override
    public Map<String, String> headers(byte[] body) {
        return setting.secret().isEmpty() ? Map.of() : Map.of("X-Telegram-Bot-Api-Secret-Token", setting.secret());
    }
}
