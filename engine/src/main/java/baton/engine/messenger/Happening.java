package baton.engine.messenger;

import baton.engine.spi.Ingress.Party;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;

/** What happened at a provider, as a door reads it from a webhook. */
public sealed interface Happening {

    /** A customer wrote, edited, deleted, reacted, pressed a button. */
    record Wrote(InboundMessage message) implements Happening {}

    /** Something has become of a message of ours. */
    record Told(ProviderReceipt receipt) implements Happening {}

    /** A customer came by a link that carries this code. */
    record Arrived(Party customer, String code) implements Happening {}

    /** A customer has another address from now on. */
    record Renamed(Party customer, String newAddress) implements Happening {}

    /** Known, and of no interest. {@code kind}: one of few words, for counting. */
    record Skipped(String kind) implements Happening {}
}
