package baton.emulator.meta;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.site.Stage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** How far the company's messages have come, and what it is told of that. */
final class MetaReceipts {

    private final Stage stage;
    private final MetaAccount account;
    private final MetaFormat format;
    private final BiConsumer<Customer, ObjectNode> tell;

    MetaReceipts(Stage stage, MetaAccount account, MetaFormat format, BiConsumer<Customer, ObjectNode> tell) {
        this.stage = stage;
        this.account = account;
        this.format = format;
        this.tell = tell;
    }

    /** Messenger tells which have arrived, Instagram nothing. */
    void arrived(Customer customer) {
        var mids = come(customer, "sent", "delivered");
        if (account.platform() == Platform.MESSENGER && !mids.isEmpty()) {
            var event = format.event(customer);
            var delivery =
                    event.putObject("delivery").put("watermark", Instant.now().toEpochMilli());
            mids.forEach(delivery.putArray("mids")::add);
            tell.accept(customer, event);
        }
    }

    /** Messenger tells up to when they were read, Instagram which. */
    void read(Customer customer) {
        var mids = come(customer, "delivered", "read");
        if (account.platform() == Platform.INSTAGRAM) {
            mids.forEach(mid -> read(customer, mid));
        } else if (!mids.isEmpty()) {
            var event = format.event(customer);
            event.putObject("read").put("watermark", Instant.now().toEpochMilli());
            tell.accept(customer, event);
        }
    }

    private void read(Customer customer, String mid) {
        var event = format.event(customer);
        event.putObject("read").put("mid", mid);
        tell.accept(customer, event);
    }

    private List<String> come(Customer customer, String from, String to) {
        return stage.phones().come(customer.id(), List.of(from), to).stream()
                .map(Line::id)
                .toList();
    }
}
