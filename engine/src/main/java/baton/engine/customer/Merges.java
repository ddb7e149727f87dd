package baton.engine.customer;

import baton.engine.customer.CustomerCommand.Separation;
import baton.engine.customer.CustomerEvent.CustomerAbsorbed;
import baton.engine.customer.CustomerEvent.CustomerSeparated;
import baton.engine.customer.CustomerEvent.EpisodeChosen;
import baton.engine.customer.CustomerEvent.MergeUndone;
import baton.engine.customer.CustomerEvent.MergedInto;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Who is the same person.
 *
 * @param last the last time that this customer was merged into another one
 * @param undone the last time that this was undone
 * @param absorbed for whom this customer answers, too, by id
 * @param separated for whom this customer has answered, by id
 * @param chosen what was decided about episodes, by the id of whose merge made it necessary
 * @param known what is known of those who were absorbed, by id
 */
record Merges(
        Optional<MergedInto> last,
        Optional<MergeUndone> undone,
        PMap<String, CustomerAbsorbed> absorbed,
        PMap<String, CustomerSeparated> separated,
        PMap<String, EpisodeChosen> chosen,
        PMap<String, CustomerState> known) {

    static Merges none() {
        return new Merges(
                Optional.empty(),
                Optional.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty());
    }

    static String mergeId(String customerId, int number) {
        return customerId + "#" + number;
    }

    /** Who answers for this customer now. */
    Optional<MergedInto> into() {
        return last.filter(merge -> undone.map(MergeUndone::number).orElse(0) < merge.number());
    }

    /** Who answered until the last merge was undone. */
    Optional<MergedInto> lastUndone() {
        return last.filter(merge -> undone.map(MergeUndone::number).orElse(0) == merge.number());
    }

    int made() {
        return last.map(MergedInto::number).orElse(0);
    }

    Separation separation(String customerId, int number) {
        var known = undone.orElseThrow();
        return new Separation(customerId, number, known.agentId(), known.taken());
    }

    Stream<EpisodeChosen> joins() {
        return chosen.values().stream().filter(one -> !one.over().isEmpty());
    }

    CustomerState known(CustomerAbsorbed absorbedOne) {
        return Objects.requireNonNull(known.get(absorbedOne.customerId()));
    }

    boolean decided(String customerId, int number) {
        return Optional.ofNullable(chosen.get(customerId))
                .filter(one -> one.number() == number)
                .isPresent();
    }

    /** What is older than this is not listened to. */
    int heardOf(String customerId) {
        var before = separated.get(customerId);
        return before == null ? 0 : before.number();
    }

    Merges after(CustomerEvent event) {
        if (event instanceof MergedInto e) {
            return new Merges(Optional.of(e), undone, absorbed, separated, chosen, known);
        } else if (event instanceof MergeUndone e) {
            return new Merges(last, Optional.of(e), absorbed, separated, chosen, known);
        } else if (event instanceof CustomerAbsorbed e) {
            return new Merges(
                    last,
                    undone,
                    absorbed.plus(e.customerId(), e),
                    separated.minus(e.customerId()),
                    chosen,
                    known.plus(e.customerId(), CustomerState.replay(e.history())));
        } else if (event instanceof CustomerSeparated e) {
            return new Merges(
                    last,
                    undone,
                    absorbed.minus(e.customerId()),
                    separated.plus(e.customerId(), e),
                    chosen.minus(e.customerId()),
                    known.minus(e.customerId()));
        } else if (event instanceof EpisodeChosen e && !e.customerId().isEmpty()) {
            return new Merges(last, undone, absorbed, separated, chosen.plus(e.customerId(), e), known);
        }
        return this;
    }

    List<CustomerEvent> history() {
        var events = new ArrayList<CustomerEvent>(separated.values());
        events.addAll(absorbed.values());
        events.addAll(chosen.values());
        last.ifPresent(events::add);
        undone.ifPresent(events::add);
        return events;
    }
}
