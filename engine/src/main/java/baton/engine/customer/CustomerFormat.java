package baton.engine.customer;

import baton.engine.customer.CustomerEvent.ActivityRecorded;
import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerAbsorbed;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerEvent.MergedInto;
import baton.engine.customer.CustomerEvent.ProfileChanged;
import baton.engine.journal.EventFormat;
import baton.engine.journal.Facts;
import baton.engine.journal.Times;
import baton.protocol.client.v1.CustomerAddress;
import baton.protocol.client.v1.CustomerView;
import baton.protocol.client.v1.MergedCustomer;
import baton.protocol.journal.v1.Snapshot;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Events of a {@link Customer} as the journal stores them ({@code customer_journal.proto}), and the customer as clients see it. */
final class CustomerFormat implements EventFormat<CustomerEvent> {

    /** What becomes larger than this would not fit into one message as text: a node of an earlier release never gets it either way. */
    private static final int MOST_PLAIN = 360 << 10;

    /** No letter of Base64. */
    private static final String COMPRESSED = "~";

    @Override
    public byte[] write(CustomerEvent event) {
        return out(event).toByteArray();
    }

    static baton.protocol.journal.v1.CustomerEvent out(CustomerEvent event) {
        var stored = baton.protocol.journal.v1.CustomerEvent.newBuilder().setAt(Times.write(event.at()));
        if (event instanceof CustomerNamed e) {
            stored.getCustomerNamedBuilder()
                    .setName(e.name())
                    .setProgramId(e.program())
                    .setTyped(e.typed());
        } else if (event instanceof AddressAdded e) {
            stored.getCustomerAddressAddedBuilder()
                    .setChannel(e.address().channel())
                    .setAddress(e.address().value());
        } else if (event instanceof AddressRemoved e) {
            stored.getCustomerAddressRemovedBuilder()
                    .setChannel(e.address().channel())
                    .setAddress(e.address().value());
        } else if (event instanceof EpisodeOpened e) {
            stored.getCustomerEpisodeOpenedBuilder().setEpisodeId(e.episodeId()).setContinues(e.continues());
        } else if (event instanceof CustomerServed e) {
            stored.getCustomerServedBuilder().setAgentId(e.agentId()).setEpisodeId(e.episodeId());
        } else if (event instanceof CustomerClassified e) {
            stored.getCustomerClassifiedBuilder().setSegment(e.segment()).setPersonalAgentId(e.personalAgentId());
        } else if (event instanceof ProfileChanged e) {
            ProfileFormat.out(e, stored);
        } else if (event instanceof ActivityRecorded e) {
            ProfileFormat.out(e, stored);
        } else if (SuggestionFormat.out(event, stored)) {
            return stored.build();
        } else {
            MergeFormat.out(event, stored);
        }
        return stored.build();
    }

    @Override
    public CustomerEvent read(byte[] bytes) throws InvalidProtocolBufferException {
        return in(baton.protocol.journal.v1.CustomerEvent.parseFrom(bytes));
    }

    static CustomerEvent in(baton.protocol.journal.v1.CustomerEvent stored) {
        var at = Times.read(stored.getAt());
        return switch (stored.getFactCase()) {
            case CUSTOMER_NAMED -> {
                var e = stored.getCustomerNamed();
                yield new CustomerNamed(e.getName(), e.getProgramId(), e.getTyped(), at);
            }
            case CUSTOMER_ADDRESS_ADDED -> {
                var e = stored.getCustomerAddressAdded();
                yield new AddressAdded(new AddressKey(e.getChannel(), e.getAddress()), at);
            }
            case CUSTOMER_ADDRESS_REMOVED -> {
                var e = stored.getCustomerAddressRemoved();
                yield new AddressRemoved(new AddressKey(e.getChannel(), e.getAddress()), at);
            }
            case CUSTOMER_EPISODE_OPENED -> {
                var e = stored.getCustomerEpisodeOpened();
                yield new EpisodeOpened(e.getEpisodeId(), e.getContinues(), at);
            }
            case CUSTOMER_SERVED -> {
                var e = stored.getCustomerServed();
                yield new CustomerServed(e.getAgentId(), e.getEpisodeId(), at);
            }
            case CUSTOMER_CLASSIFIED -> {
                var e = stored.getCustomerClassified();
                yield new CustomerClassified(e.getSegment(), e.getPersonalAgentId(), at);
            }
            case CUSTOMER_MERGED_INTO -> MergeFormat.in(stored.getCustomerMergedInto(), at);
            case CUSTOMER_MERGE_UNDONE -> MergeFormat.in(stored.getCustomerMergeUndone(), at);
            case CUSTOMER_ABSORBED -> MergeFormat.in(stored.getCustomerAbsorbed(), at);
            case CUSTOMER_SEPARATED -> MergeFormat.in(stored.getCustomerSeparated(), at);
            case CUSTOMER_EPISODE_CHOSEN -> MergeFormat.in(stored.getCustomerEpisodeChosen(), at);
            case CUSTOMER_PROFILE_CHANGED -> ProfileFormat.in(stored.getCustomerProfileChanged(), at);
            case CUSTOMER_ACTIVITY_RECORDED -> ProfileFormat.in(stored.getCustomerActivityRecorded(), at);
            case CUSTOMER_CLUE_FOUND -> SuggestionFormat.in(stored.getCustomerClueFound(), at);
            case CUSTOMER_CLUE_COMPARED -> SuggestionFormat.in(stored.getCustomerClueCompared(), at);
            case CUSTOMER_SUGGESTED -> SuggestionFormat.in(stored.getCustomerSuggested(), at);
            case CUSTOMER_SUGGESTIONS_WITHDRAWN -> SuggestionFormat.in(stored.getCustomerSuggestionsWithdrawn(), at);
            case CUSTOMER_SUGGESTION_DISMISSED -> SuggestionFormat.in(stored.getCustomerSuggestionDismissed(), at);
            case FACT_NOT_SET -> throw Facts.unknown(stored);
        };
    }

    /** A history as text, for a message from node to node. */
    static String pack(List<CustomerEvent> history) {
        var packed = Snapshot.newBuilder();
        history.forEach(event -> packed.addEvents(out(event).toByteString()));
        var bytes = packed.build().toByteArray();
        return bytes.length <= MOST_PLAIN ? text(bytes) : COMPRESSED + text(compress(bytes));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] compress(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static byte[] bytes(String packed) throws IOException {
        if (!packed.startsWith(COMPRESSED)) {
            return Base64.getDecoder().decode(packed);
        }
        var compressed = Base64.getDecoder().decode(packed.substring(COMPRESSED.length()));
        try (var in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        }
    }

    static List<CustomerEvent> unpack(String packed) {
        try {
            var history = new ArrayList<CustomerEvent>();
            for (var event : Snapshot.parseFrom(bytes(packed)).getEventsList()) {
                history.add(in(baton.protocol.journal.v1.CustomerEvent.parseFrom(event)));
            }
            return history;
        } catch (IOException e) {
            throw new IllegalArgumentException("a history that cannot be read", e);
        }
    }

    /** @param activities how many of them */
    static CustomerView view(String customerId, CustomerState state, int activities) {
        var ties = state.allTies();
        var episodeIds = state.episodeIds();
        var conversations = ConversationsFormat.of(episodeIds);
        var view = CustomerView.newBuilder()
                .setCustomerId(customerId)
                .setName(state.anyName())
                .addAllEpisodeIds(conversations.latest())
                .addAllOlderEpisodes(conversations.older())
                .setEpisodeCount(episodeIds.size())
                .setSegment(ties.segment())
                .setPersonalAgentId(ties.personalAgentId())
                .setLastAgentId(ties.lastAgentId())
                .setMergedInto(state.merges().into().map(MergedInto::customerId).orElse(""));
        state.allAddresses().map(CustomerFormat::out).forEach(view::addAddresses);
        state.absorbed().stream()
                .map(one -> out(one, state.merges().known(one)))
                .forEach(view::addMerged);
        SuggestionDecisions.open(customerId, state).stream()
                .map(SuggestionFormat::view)
                .forEach(view::addSuggestions);
        ProfileFormat.view(state.anyProfile(), activities, view);
        return view.build();
    }

    private static MergedCustomer out(CustomerAbsorbed absorbed, CustomerState known) {
        var conversations = ConversationsFormat.of(known.episodeIds());
        return MergedCustomer.newBuilder()
                .setCustomerId(absorbed.customerId())
                .setName(known.anyName())
                .addAllAddresses(known.allAddresses().map(CustomerFormat::out).toList())
                .addAllEpisodeIds(conversations.latest())
                .addAllOlderEpisodes(conversations.older())
                .setProof(absorbed.proof())
                .setAgentId(absorbed.agentId())
                .setSince(Times.write(absorbed.since()))
                .addAllCustomerIds(known.absorbedIds().toList())
                .build();
    }

    private static CustomerAddress out(AddressKey address) {
        return CustomerAddress.newBuilder()
                .setChannel(address.channel())
                .setAddress(address.value())
                .build();
    }
}
