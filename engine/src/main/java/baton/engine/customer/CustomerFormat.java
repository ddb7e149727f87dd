package baton.engine.customer;

import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.journal.EventFormat;
import baton.engine.journal.Times;
import baton.protocol.client.v1.CustomerView;
import com.google.protobuf.InvalidProtocolBufferException;

/** Events of a {@link Customer} as the journal stores them ({@code customer_journal.proto}), and the customer as clients see it. */
final class CustomerFormat implements EventFormat<CustomerEvent> {

    @Override
    public byte[] write(CustomerEvent event) {
        var stored = baton.protocol.journal.v1.CustomerEvent.newBuilder().setAt(Times.write(event.at()));
        if (event instanceof CustomerNamed e) {
            stored.getCustomerNamedBuilder().setName(e.name());
        } else if (event instanceof AddressAdded e) {
            stored.getCustomerAddressAddedBuilder()
                    .setChannel(e.address().channel())
                    .setAddress(e.address().value());
        } else if (event instanceof AddressRemoved e) {
            stored.getCustomerAddressRemovedBuilder()
                    .setChannel(e.address().channel())
                    .setAddress(e.address().value());
        } else if (event instanceof EpisodeOpened e) {
            stored.getCustomerEpisodeOpenedBuilder().setEpisodeId(e.episodeId());
        } else if (event instanceof CustomerServed e) {
            stored.getCustomerServedBuilder().setAgentId(e.agentId()).setEpisodeId(e.episodeId());
        } else if (event instanceof CustomerClassified e) {
            stored.getCustomerClassifiedBuilder().setSegment(e.segment()).setPersonalAgentId(e.personalAgentId());
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
        return stored.build().toByteArray();
    }

    @Override
    public CustomerEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        var stored = baton.protocol.journal.v1.CustomerEvent.parseFrom(bytes);
        var at = Times.read(stored.getAt());
        return switch (stored.getFactCase()) {
            case CUSTOMER_NAMED -> new CustomerNamed(stored.getCustomerNamed().getName(), at);
            case CUSTOMER_ADDRESS_ADDED -> {
                var e = stored.getCustomerAddressAdded();
                yield new AddressAdded(new AddressKey(e.getChannel(), e.getAddress()), at);
            }
            case CUSTOMER_ADDRESS_REMOVED -> {
                var e = stored.getCustomerAddressRemoved();
                yield new AddressRemoved(new AddressKey(e.getChannel(), e.getAddress()), at);
            }
            case CUSTOMER_EPISODE_OPENED ->
                new EpisodeOpened(stored.getCustomerEpisodeOpened().getEpisodeId(), at);
            case CUSTOMER_SERVED -> {
                var e = stored.getCustomerServed();
                yield new CustomerServed(e.getAgentId(), e.getEpisodeId(), at);
            }
            case CUSTOMER_CLASSIFIED -> {
                var e = stored.getCustomerClassified();
                yield new CustomerClassified(e.getSegment(), e.getPersonalAgentId(), at);
            }
            case FACT_NOT_SET -> throw new IllegalArgumentException("a fact this release does not know: " + stored);
        };
    }

    static CustomerView view(String customerId, CustomerState state) {
        var view = CustomerView.newBuilder()
                .setCustomerId(customerId)
                .setName(state.name())
                .addAllEpisodeIds(state.episodes())
                .setSegment(state.ties().segment())
                .setPersonalAgentId(state.ties().personalAgentId())
                .setLastAgentId(state.ties().lastAgentId());
        for (var address : state.addresses()) {
            view.addAddressesBuilder().setChannel(address.channel()).setAddress(address.value());
        }
        return view.build();
    }
}
