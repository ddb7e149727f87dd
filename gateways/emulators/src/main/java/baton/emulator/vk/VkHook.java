package baton.emulator.vk;

import baton.emulator.phone.Customer;
import baton.emulator.wire.Courier;
import baton.emulator.wire.Courier.Target;
import baton.emulator.wire.Courier.Webhook;
import baton.emulator.wire.Json;
import baton.emulator.wire.Question;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where events go. They are not signed: the secret stands in each. Whoever has one says "ok". */
final class VkHook implements Target {

    static final String VERSION = "5.199";

    private static final int ID_BYTES = 20;

    private final Courier courier;
    private final VkAccount account;

    VkHook(Courier courier, VkAccount account) {
        this.courier = courier;
        this.account = account;
    }

    void tell(Customer customer, String type, ObjectNode object, Runnable confirmed) {
        var event = Json.object().put("group_id", account.groupId()).put("type", type);
        var id = Signature.sha256(UUID.randomUUID().toString());
        event.put("event_id", HexFormat.of().formatHex(id, 0, ID_BYTES)).put("v", VERSION);
        event.set("object", object);
        courier.tell(new Webhook(customer.id(), type, event.put("secret", account.secret()), this, confirmed));
    }

    /** Asks as VK does when an address is entered: it has to answer with the community's string. */
    boolean confirm() {
        var question = Json.object().put("type", "confirmation").put("group_id", account.groupId());
        var request = HttpRequest.newBuilder(URI.create(account.webhook()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(question)));
        return Question.ask(request).filter(account.confirmation()::equals).isPresent();
    }

    @Override
    public Optional<URI> url() {
        return account.webhook().isEmpty() ? Optional.empty() : Optional.of(URI.create(account.webhook()));
    }

    @Override
    public Map<String, String> headers(byte[] body) {
        return Map.of();
    }

    @Override
    public boolean isConfirmation(String answer) {
        return answer.equals("ok");
    }
}
