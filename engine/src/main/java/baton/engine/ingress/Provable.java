package baton.engine.ingress;

import baton.engine.customer.AddressKey;
import baton.engine.spi.AddressProof;
import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Channels;
import baton.engine.spi.Tenants.Tenant;
import baton.engine.web.PublicAddress;
import java.util.List;
import java.util.Optional;

/** On which channels of a company a customer can prove an address by a link that is sent there: its page must be reachable from outside. */
record Provable(Channels channels, PublicAddress here) {

    List<String> of(Tenant tenant) {
        return channels.all().stream()
                .map(ChannelGateway::name)
                .filter(channel -> proof(tenant, channel).isPresent())
                .toList();
    }

    Optional<AddressProof> proof(Tenant tenant, String channel) {
        return here.isKnown()
                ? channels.byName(channel)
                        .flatMap(door -> tenant.account(channel).flatMap(door::proof))
                : Optional.empty();
    }

    /** What is counted for all addresses of one mailbox. */
    AddressKey counted(Tenant tenant, AddressKey address) {
        return proof(tenant, address.channel())
                .map(proof -> new AddressKey(address.channel(), proof.counted(address.value())))
                .orElse(address);
    }

    /** What somebody has typed, as messages from there have it. */
    Optional<String> address(Tenant tenant, String channel, String typed) {
        return proof(tenant, channel)
                .flatMap(proof -> tenant.account(channel).flatMap(account -> proof.address(account, typed)));
    }
}
