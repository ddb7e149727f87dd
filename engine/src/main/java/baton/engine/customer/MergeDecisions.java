package baton.engine.customer;

import baton.engine.customer.CustomerCommand.AbsorbCustomer;
import baton.engine.customer.CustomerCommand.ChooseEpisode;
import baton.engine.customer.CustomerCommand.MergeInto;
import baton.engine.customer.CustomerCommand.SeparateCustomer;
import baton.engine.customer.CustomerCommand.UndoMerge;
import baton.engine.customer.CustomerEvent.CustomerAbsorbed;
import baton.engine.customer.CustomerEvent.CustomerSeparated;
import baton.engine.customer.CustomerEvent.EpisodeChosen;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerEvent.MergeUndone;
import baton.engine.customer.CustomerEvent.MergedInto;
import baton.engine.customer.CustomerEvent.Split;
import baton.engine.customer.CustomerReply.Merged;
import baton.engine.customer.CustomerReply.MergedElsewhere;
import baton.engine.customer.CustomerReply.NotMerged;
import baton.engine.customer.CustomerReply.Unmerged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a customer decides about being the same person as another one: the event, or nothing if it is so already or must not be. Pure. */
final class MergeDecisions {

    private final String customerId;

    MergeDecisions(String customerId) {
        this.customerId = customerId;
    }

    /** Whoever asks hears how it stands then, be it that it was so before. */
    Decision mergeInto(CustomerState state, MergeInto command, Instant now) {
        return merge(state, command, now)
                .map(merged -> Decision.happens(merged, next -> new Merged(next.absorption(customerId))))
                .orElseGet(() -> Decision.is(standing(state, command)));
    }

    private CustomerReply standing(CustomerState state, MergeInto command) {
        var into = state.merges().into().orElseThrow();
        return into.customerId().equals(command.customerId())
                ? new Merged(state.absorption(customerId))
                : new MergedElsewhere(into.customerId());
    }

    /** Arrows point to smaller ids only, so that no circle can close whoever decides what at the same time. */
    private Optional<CustomerEvent> merge(CustomerState state, MergeInto command, Instant now) {
        if (command.customerId().compareTo(customerId) >= 0) {
            throw new IllegalArgumentException(
                    "merge of " + customerId + " into " + command.customerId() + " (expected: into a smaller id)");
        }
        return state.merges().into().isPresent()
                ? Optional.empty()
                : Optional.of(new MergedInto(
                        command.customerId(), state.merges().made() + 1, command.proof(), command.agentId(), now));
    }

    /** Said twice it is answered alike. */
    Decision undoMerge(CustomerState state, UndoMerge command, Instant now) {
        return undo(state, command, now)
                .map(undone -> Decision.happens(undone, this::separation))
                .orElseGet(() -> Decision.is(state.merges()
                        .lastUndone()
                        .filter(from -> from.customerId().equals(command.customerId()))
                        .map(from -> separation(state))
                        .orElseGet(NotMerged::new)));
    }

    private CustomerReply separation(CustomerState state) {
        var merges = state.merges();
        return new Unmerged(
                merges.separation(customerId, merges.lastUndone().orElseThrow().number()));
    }

    private Optional<CustomerEvent> undo(CustomerState state, UndoMerge command, Instant now) {
        return state.merges()
                .into()
                .filter(into -> into.customerId().equals(command.customerId()))
                .map(into -> new MergeUndone(into.number(), command.agentId(), command.taken(), now));
    }

    Optional<CustomerEvent> absorb(CustomerState state, AbsorbCustomer command, Instant now) {
        var told = command.absorption();
        var known = Optional.ofNullable(state.merges().absorbed().get(told.customerId()));
        var number = known.map(CustomerAbsorbed::number).orElse(0);
        if (told.number() <= state.merges().heardOf(told.customerId()) || told.number() < number) {
            return Optional.empty();
        }
        if (command.hearsay() && told.number() == number) {
            return Optional.empty();
        }
        var history = CustomerFormat.unpack(told.history());
        return known.filter(same -> same.number() == told.number()
                                && state.merges().known(same).equals(CustomerState.replay(history)))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(new CustomerAbsorbed(
                        told.customerId(), told.number(), told.proof(), told.agentId(), told.since(), history, now));
    }

    Optional<CustomerEvent> separate(CustomerState state, SeparateCustomer command, Instant now) {
        var told = command.separation();
        var known = Optional.ofNullable(state.merges().absorbed().get(told.customerId()));
        if (known.isEmpty()) {
            // It may be that we have not heard of the merge yet; then we must not listen to it when we do.
            return told.number() <= state.merges().heardOf(told.customerId())
                    ? Optional.empty()
                    : Optional.of(new CustomerSeparated(
                            told.customerId(), told.number(), told.agentId(), told.given(), Optional.empty(), now));
        }
        return known.filter(one -> one.number() <= told.number()).map(one -> {
            var given = given(state.merges().known(one), told.given());
            return new CustomerSeparated(
                    told.customerId(), told.number(), told.agentId(), given, split(state, one, given), now);
        });
    }

    /** All of ours that they have now, so that none of our ids is given twice. */
    private List<String> given(CustomerState one, List<String> now) {
        var before = one.allEpisodes().map(EpisodeOpened::episodeId).filter(id -> id.startsWith(customerId + "-"));
        return Stream.concat(before, now.stream()).distinct().sorted().toList();
    }

    /** Whose conversation it is stays in it. */
    private static Optional<Split> split(CustomerState state, CustomerAbsorbed one, List<String> given) {
        var known = state.merges().known(one);
        var theirs = Stream.concat(known.allEpisodes().map(EpisodeOpened::episodeId), given.stream())
                .collect(Collectors.toSet());
        return state.currentEpisode().map(current -> {
            var goesWithThem = theirs.contains(current);
            var leaving =
                    goesWithThem ? oursOnly(state, known) : known.allAddresses().toList();
            var join = joined(state, current, theirs, goesWithThem);
            return new Split(
                    current,
                    leaving,
                    join.map(EpisodeChosen::over).orElse(""),
                    join.map(chosen -> Merges.mergeId(chosen.customerId(), chosen.number()))
                            .orElse(""));
        });
    }

    private static List<AddressKey> oursOnly(CustomerState state, CustomerState one) {
        var theirs = one.allAddresses().collect(Collectors.toSet());
        return state.allAddresses().filter(address -> !theirs.contains(address)).toList();
    }

    /** What had been joined to it and belongs to the one who leaves. */
    private static Optional<EpisodeChosen> joined(
            CustomerState state, String current, Set<String> theirs, boolean goesWithThem) {
        return state.merges()
                .joins()
                .filter(chosen -> chosen.episodeId().equals(current))
                .filter(chosen -> theirs.contains(chosen.over()) != goesWithThem)
                .findFirst();
    }

    /** Decided once for each merge; what was to go on in an episode that has closed meanwhile goes on by itself. */
    Optional<CustomerEvent> choose(CustomerState state, ChooseEpisode command, Instant now) {
        var before = Optional.ofNullable(state.merges().chosen().get(command.customerId()))
                .filter(chosen -> chosen.number() == command.number());
        var mayChoose = before.isEmpty()
                ? state.rivals().stream().anyMatch(rival -> rival.customerId().equals(command.customerId()))
                : command.over().isEmpty() && before.get().over().equals(command.episodeId());
        var upToDate = state.currentEpisode().equals(Optional.of(command.current()));
        return mayChoose && upToDate && state.merges().into().isEmpty()
                ? Optional.of(new EpisodeChosen(
                        command.customerId(), command.number(), command.episodeId(), command.over(), now))
                : Optional.empty();
    }
}
