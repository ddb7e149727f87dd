package baton.engine.customer;

import baton.engine.customer.CustomerEvent.CustomerAbsorbed;
import baton.engine.customer.CustomerEvent.CustomerSeparated;
import baton.engine.customer.CustomerEvent.EpisodeChosen;
import baton.engine.customer.CustomerEvent.MergeUndone;
import baton.engine.customer.CustomerEvent.MergedInto;
import baton.engine.customer.CustomerEvent.Split;
import baton.engine.journal.Times;
import baton.protocol.journal.v1.CustomerAddressAdded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@link CustomerFormat} writes and reads of merges. */
final class MergeFormat {

    private MergeFormat() {}

    static void out(CustomerEvent event, baton.protocol.journal.v1.CustomerEvent.Builder stored) {
        if (event instanceof MergedInto e) {
            stored.getCustomerMergedIntoBuilder()
                    .setCustomerId(e.customerId())
                    .setNumber(e.number())
                    .setProof(e.proof())
                    .setAgentId(e.agentId());
        } else if (event instanceof MergeUndone e) {
            stored.getCustomerMergeUndoneBuilder()
                    .setNumber(e.number())
                    .setAgentId(e.agentId())
                    .addAllTakenEpisodeIds(e.taken());
        } else if (event instanceof CustomerAbsorbed e) {
            var absorbed = stored.getCustomerAbsorbedBuilder()
                    .setCustomerId(e.customerId())
                    .setNumber(e.number())
                    .setProof(e.proof())
                    .setAgentId(e.agentId())
                    .setSince(Times.write(e.since()));
            e.history().forEach(known -> absorbed.addHistory(CustomerFormat.out(known)));
        } else if (event instanceof CustomerSeparated e) {
            out(e, stored);
        } else if (event instanceof EpisodeChosen e) {
            stored.getCustomerEpisodeChosenBuilder()
                    .setCustomerId(e.customerId())
                    .setNumber(e.number())
                    .setEpisodeId(e.episodeId())
                    .setOverEpisodeId(e.over());
        } else {
            throw new IllegalStateException("event: " + event.getClass().getName() + " (expected: one with a format)");
        }
    }

    private static void out(CustomerSeparated e, baton.protocol.journal.v1.CustomerEvent.Builder stored) {
        var separated = stored.getCustomerSeparatedBuilder()
                .setCustomerId(e.customerId())
                .setNumber(e.number())
                .setAgentId(e.agentId())
                .addAllGivenEpisodeIds(e.given());
        e.split().ifPresent(split -> {
            separated
                    .setEpisodeId(split.episodeId())
                    .setReopenedEpisodeId(split.reopened())
                    .setReopenedMergeId(split.mergeId());
            split.leaving().forEach(address -> separated
                    .addLeavingBuilder()
                    .setChannel(address.channel())
                    .setAddress(address.value()));
        });
    }

    static MergedInto in(baton.protocol.journal.v1.CustomerMergedInto e, Instant at) {
        return new MergedInto(e.getCustomerId(), e.getNumber(), e.getProof(), e.getAgentId(), at);
    }

    static MergeUndone in(baton.protocol.journal.v1.CustomerMergeUndone e, Instant at) {
        return new MergeUndone(e.getNumber(), e.getAgentId(), List.copyOf(e.getTakenEpisodeIdsList()), at);
    }

    static CustomerAbsorbed in(baton.protocol.journal.v1.CustomerAbsorbed e, Instant at) {
        return new CustomerAbsorbed(
                e.getCustomerId(),
                e.getNumber(),
                e.getProof(),
                e.getAgentId(),
                Times.read(e.getSince()),
                e.getHistoryList().stream().map(CustomerFormat::in).toList(),
                at);
    }

    static CustomerSeparated in(baton.protocol.journal.v1.CustomerSeparated e, Instant at) {
        var leaving = e.getLeavingList().stream().map(MergeFormat::in).toList();
        var split = e.getEpisodeId().isEmpty()
                ? Optional.<Split>empty()
                : Optional.of(new Split(e.getEpisodeId(), leaving, e.getReopenedEpisodeId(), e.getReopenedMergeId()));
        return new CustomerSeparated(
                e.getCustomerId(), e.getNumber(), e.getAgentId(), List.copyOf(e.getGivenEpisodeIdsList()), split, at);
    }

    private static AddressKey in(CustomerAddressAdded address) {
        return new AddressKey(address.getChannel(), address.getAddress());
    }

    static EpisodeChosen in(baton.protocol.journal.v1.CustomerEpisodeChosen e, Instant at) {
        return new EpisodeChosen(e.getCustomerId(), e.getNumber(), e.getEpisodeId(), e.getOverEpisodeId(), at);
    }
}
