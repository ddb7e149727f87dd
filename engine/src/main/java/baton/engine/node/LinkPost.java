package baton.engine.node;

import baton.engine.customer.AddressCommand.LendAddress;
import baton.engine.customer.AddressKey;
import baton.engine.customer.AddressReply;
import baton.engine.customer.AddressReply.Owned;
import baton.engine.egress.SenderCommand.SendOut;
import baton.engine.episode.EpisodeCommand.ReportDelivery;
import baton.engine.episode.EpisodeErrand.SendLink;
import baton.engine.ingress.IngressSettings;
import baton.engine.ingress.KeyedCodes;
import baton.engine.sharding.Entities;
import baton.engine.spi.Channels;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the links that customers have asked for as whatever an agent writes is sent. The code follows from the entry, and is lent before it
 * goes out, so that it may be done again: the journal holds no link, and what is sent twice is the same.
 */
final class LinkPost {

    private static final Logger LOG = LoggerFactory.getLogger(LinkPost.class);

    private final Entities entities;
    private final Tenants tenants;
    private final Channels channels;
    private final IngressSettings settings;
    private final KeyedCodes codes;
    private final InstantSource clock;
    private final AtomicBoolean warned = new AtomicBoolean();

    LinkPost(Entities entities, Tenants tenants, Channels channels, IngressSettings settings, InstantSource clock) {
        this.entities = entities;
        this.tenants = tenants;
        this.channels = channels;
        this.settings = settings;
        this.codes = new KeyedCodes(settings);
        this.clock = clock;
    }

    /** The episode hears what came of it. */
    void send(String tenantId, SendLink link) {
        if (!clock.instant().isBefore(end(link))) {
            report(tenantId, link, "expired");
            return;
        }
        if (!settings.here().isKnown()) {
            leaveToAnother();
            return;
        }
        var code = codes.sentLink(tenantId, link.episodeId(), link.number());
        var text = tenants.byId(tenantId).flatMap(tenant -> page(tenant, link, code)
                .map(page -> LinkLetters.text(
                        tenant,
                        link.language(),
                        settings.here().url() + page,
                        settings.sentLinks().lease())));
        if (text.isEmpty()) {
            report(tenantId, link, "bad-account");
            return;
        }
        lend(tenantId, link, code).thenAccept(reply -> {
            if (reply instanceof Owned owned && owned.customerId().equals(link.customerId())) {
                send(tenantId, link, text.get());
            } else {
                // whoever has got it has used it already
                report(tenantId, link, "");
            }
        });
    }

    /** What is owed is asked for again, perhaps of a node that knows. */
    private void leaveToAnother() {
        if (!warned.getAndSet(true)) {
            LOG.warn("customers have asked for links to their addresses, and this node does not know how it is reached:"
                    + " set baton.http.public-url (BATON_HTTP_PUBLIC_URL) as on the nodes with doors");
        }
    }

    private Instant end(SendLink link) {
        return link.since().plus(settings.sentLinks().lease());
    }

    private Optional<String> page(Tenant tenant, SendLink link, String code) {
        return channels.byName(link.channel())
                .flatMap(door -> tenant.account(link.channel()).flatMap(door::proof))
                .map(proof -> proof.page(tenant.id(), code, link.language()));
    }

    private CompletionStage<AddressReply> lend(String tenant, SendLink link, String code) {
        var sentTo = new AddressKey(link.channel(), link.address()).toString();
        return entities.askAddress(
                tenant,
                new AddressKey(AddressKey.LINK, code),
                to -> new LendAddress(link.customerId(), end(link), sentTo, to));
    }

    private void send(String tenant, SendLink link, String text) {
        entities.sender(tenant, link.channel())
                .tell(SendOut.proof(
                        link.episodeId(),
                        link.number(),
                        link.legId(),
                        link.address(),
                        text,
                        link.since(),
                        end(link),
                        link.language()));
    }

    /** {@code code}: why it will never go out; empty: it has. */
    private void report(String tenant, SendLink link, String code) {
        entities.askEpisode(
                tenant,
                link.episodeId(),
                to -> new ReportDelivery(link.legId(), link.number(), code.isEmpty(), "", code, "", to));
    }
}
