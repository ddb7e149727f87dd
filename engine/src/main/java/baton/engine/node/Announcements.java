package baton.engine.node;

import baton.engine.spi.Tenants;
import baton.protocol.config.v1.Reply;
import java.util.Comparator;
import java.util.Optional;

/** What customers in messengers are told when nobody writes to them: the company's own words, if it has any. */
final class Announcements {

    private static final String TAG = "tell-";

    private final Tenants tenants;

    Announcements(Tenants tenants) {
        this.tenants = tenants;
    }

    /** {@code kind}: {@code closed}, {@code long-wait}. Empty if the company has no words for it. */
    Optional<String> text(String tenantId, String kind) {
        return tenants.byId(tenantId).flatMap(tenant -> tenant.config().getRepliesList().stream()
                .filter(reply -> reply.getTagsList().contains(TAG + kind))
                .min(Comparator.comparing(Reply::getId))
                .map(reply -> filled(reply.getText(), tenant.company())));
    }

    /** Nobody in particular writes, to whoever it is. */
    private static String filled(String text, String company) {
        return text.replace("{{company}}", company)
                .replace("{{customer.name}}", "")
                .replace("{{agent.name}}", "")
                .strip();
    }
}
