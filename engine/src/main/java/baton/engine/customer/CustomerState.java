package baton.engine.customer;

import baton.engine.customer.CustomerCommand.Absorption;
import baton.engine.customer.CustomerEvent.ActivityRecorded;
import baton.engine.customer.CustomerEvent.AddressAdded;
import baton.engine.customer.CustomerEvent.AddressRemoved;
import baton.engine.customer.CustomerEvent.CustomerAbsorbed;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.CustomerSeparated;
import baton.engine.customer.CustomerEvent.CustomerServed;
import baton.engine.customer.CustomerEvent.EpisodeChosen;
import baton.engine.customer.CustomerEvent.EpisodeOpened;
import baton.engine.customer.CustomerEvent.MergeUndone;
import baton.engine.customer.CustomerEvent.MergedInto;
import baton.engine.customer.CustomerEvent.ProfileChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What is known of one {@link Customer}.
 *
 * @param name how the customer is called; empty if they have not said
 * @param episodes their own, oldest first
 * @param served how the last agent served; empty if nobody has
 * @param profile what the company's own programs know
 * @param suggestions who may be the same person
 * @param current which episode goes on after a merge; empty: the last one
 */
public record CustomerState(
        String name,
        PVector<AddressKey> addresses,
        PVector<EpisodeOpened> episodes,
        Ties ties,
        Optional<CustomerServed> served,
        Merges merges,
        Profile profile,
        Suggestions suggestions,
        String current) {

    public static CustomerState unknown() {
        return new CustomerState(
                "",
                TreePVector.empty(),
                TreePVector.empty(),
                Ties.none(),
                Optional.empty(),
                Merges.none(),
                Profile.unknown(),
                Suggestions.none(),
                "");
    }

    static CustomerState replay(List<CustomerEvent> events) {
        var state = unknown();
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /** Of all of the same person. */
    Optional<String> currentEpisode() {
        if (!current.isEmpty()) {
            return Optional.of(current);
        }
        return last(episodes.stream()).or(() -> last(others().flatMap(CustomerState::allEpisodes)));
    }

    private static Optional<String> last(Stream<EpisodeOpened> episodes) {
        return episodes.reduce((earlier, later) -> later.at().isBefore(earlier.at()) ? earlier : later)
                .map(EpisodeOpened::episodeId);
    }

    /** For whom this customer answers, the longest known first. */
    List<CustomerAbsorbed> absorbed() {
        return merges.absorbed().values().stream()
                .sorted(Comparator.comparing(CustomerAbsorbed::since).thenComparing(CustomerAbsorbed::customerId))
                .toList();
    }

    private Stream<CustomerState> others() {
        return absorbed().stream().map(merges::known);
    }

    Stream<EpisodeOpened> allEpisodes() {
        return Stream.concat(others().flatMap(CustomerState::allEpisodes), episodes.stream());
    }

    Stream<AddressKey> allAddresses() {
        return Stream.concat(addresses.stream(), others().flatMap(CustomerState::allAddresses))
                .distinct();
    }

    /** Ids of all who are the same person, this one not among them. */
    Stream<String> absorbedIds() {
        return absorbed().stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.customerId()), merges.known(one).absorbedIds()));
    }

    /** What a program says goes before what the customer has typed, and that before what a messenger says, whoever of the same person it is about. */
    String anyName() {
        return name(one -> !one.profile.namedBy().isEmpty())
                .or(() -> name(one -> one.profile.typed()))
                .or(() -> name(one -> true))
                .orElse("");
    }

    private Optional<String> name(Predicate<CustomerState> counts) {
        return counts.test(this) && !name.isEmpty()
                ? Optional.of(name)
                : others().flatMap(other -> other.name(counts).stream()).findFirst();
    }

    Profile anyProfile() {
        return profile.or(profilesElsewhere());
    }

    Stream<Suggestions> allSuggestions() {
        return Stream.concat(Stream.of(suggestions), others().flatMap(CustomerState::allSuggestions));
    }

    /** Of who is the same person, this one not among them. */
    Profile profilesElsewhere() {
        return others().map(CustomerState::anyProfile).reduce(Profile.unknown(), Profile::or);
    }

    /** What is not known of this customer may be known of the others. */
    Ties allTies() {
        return others().map(CustomerState::allTies).reduce(ties, Ties::or);
    }

    /** Oldest first, the current one last. */
    List<String> episodeIds() {
        var ids = allEpisodes()
                .sorted(Comparator.comparing(EpisodeOpened::at))
                .map(EpisodeOpened::episodeId)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        currentEpisode().ifPresent(episodeId -> {
            ids.remove(episodeId);
            ids.add(episodeId);
        });
        return ids;
    }

    /** An episode of another customer that may be open beside the current one, and nobody has looked yet. */
    record Rival(String customerId, int number, String episodeId) {}

    List<Rival> rivals() {
        var now = currentEpisode().orElse("");
        return undecided().filter(rival -> !rival.episodeId().equals(now)).toList();
    }

    private Stream<Rival> undecided() {
        return absorbed().stream().flatMap(one -> {
            var known = merges.known(one);
            var own = merges.decided(one.customerId(), one.number())
                    ? Optional.<Rival>empty()
                    : known.currentEpisode().map(id -> new Rival(one.customerId(), one.number(), id));
            return Stream.concat(
                    own.stream(),
                    known.undecided().filter(rival -> !merges.decided(rival.customerId(), rival.number())));
        });
    }

    /** Episodes that go on in this one. */
    List<String> joinedTo(String episodeId) {
        return Stream.concat(merges.joins(), others().flatMap(other -> other.merges.joins()))
                .filter(chosen -> chosen.episodeId().equals(episodeId))
                .map(EpisodeChosen::over)
                .toList();
    }

    /** The id of the next episode of this customer's own; none comes twice, whatever was given away. */
    String nextEpisode(String customerId) {
        var own = EpisodeIds.prefix(customerId);
        var given = merges.separated().values().stream().flatMap(separated -> separated.given().stream());
        var made = Stream.concat(allEpisodes().map(EpisodeOpened::episodeId), given)
                .filter(id -> id.startsWith(own))
                .mapToInt(id -> Integer.parseInt(id.substring(own.length())))
                .max();
        return own + (made.orElse(0) + 1);
    }

    /** What the one who answers for this customer must know. */
    Absorption absorption(String customerId) {
        var into = merges.into().orElseThrow();
        var facts = history().stream()
                .filter(event -> !(event instanceof MergedInto || event instanceof MergeUndone))
                .toList();
        return new Absorption(
                customerId, into.number(), into.proof(), into.agentId(), into.at(), CustomerFormat.pack(facts));
    }

    CustomerState after(CustomerEvent event) {
        if (event instanceof CustomerNamed e) {
            return new CustomerState(
                    e.name(), addresses, episodes, ties, served, merges, profile.after(e), suggestions, current);
        } else if (event instanceof AddressAdded e) {
            return with(addresses.minus(e.address()).plus(e.address()));
        } else if (event instanceof AddressRemoved e) {
            return with(addresses.minus(e.address()));
        } else if (event instanceof CustomerServed e) {
            return new CustomerState(
                    name,
                    addresses,
                    episodes,
                    ties.served(e.agentId(), e.at()),
                    Optional.of(e),
                    merges,
                    profile,
                    suggestions,
                    current);
        } else if (event instanceof CustomerClassified e) {
            var classified = ties.classified(e.segment(), e.personalAgentId());
            return new CustomerState(
                    name, addresses, episodes, classified, served, merges, profile, suggestions, current);
        } else if (event instanceof ProfileChanged || event instanceof ActivityRecorded) {
            return new CustomerState(
                    name, addresses, episodes, ties, served, merges, profile.after(event), suggestions, current);
        } else if (event instanceof EpisodeOpened e) {
            return with(episodes.plus(e), merges, "");
        } else if (suggestions.after(event) != suggestions) {
            return new CustomerState(
                    name, addresses, episodes, ties, served, merges, profile, suggestions.after(event), current);
        }
        return merged(event);
    }

    private CustomerState merged(CustomerEvent event) {
        var next = merges.after(event);
        if (event instanceof EpisodeChosen e) {
            return with(episodes, next, e.episodeId());
        } else if (event instanceof MergeUndone e) {
            return with(plus(e), next, e.taken().isEmpty() ? current : "");
        } else if (event instanceof CustomerSeparated e) {
            var rest = TreePVector.from(episodes.stream()
                    .filter(episode -> !e.given().contains(episode.episodeId()))
                    .toList());
            var left = with(rest, next, "");
            var stays =
                    left.allEpisodes().anyMatch(episode -> episode.episodeId().equals(current));
            return stays ? with(rest, next, current) : left;
        }
        return with(episodes, next, current);
    }

    private PVector<EpisodeOpened> plus(MergeUndone undone) {
        var all = episodes;
        for (var taken : undone.taken()) {
            if (episodes.stream().noneMatch(episode -> episode.episodeId().equals(taken))) {
                all = all.plus(new EpisodeOpened(taken, undone.at()));
            }
        }
        return all;
    }

    private CustomerState with(PVector<AddressKey> newAddresses) {
        return new CustomerState(name, newAddresses, episodes, ties, served, merges, profile, suggestions, current);
    }

    private CustomerState with(PVector<EpisodeOpened> newEpisodes, Merges newMerges, String newCurrent) {
        return new CustomerState(
                name, addresses, newEpisodes, ties, served, newMerges, profile, suggestions, newCurrent);
    }

    /** The shortest history that leads here. */
    List<CustomerEvent> history() {
        var events = new ArrayList<CustomerEvent>();
        var at = Instant.EPOCH;
        if (!name.isEmpty()) {
            events.add(new CustomerNamed(name, profile.namedBy(), profile.typed(), at));
        }
        addresses.forEach(address -> events.add(new AddressAdded(address, at)));
        events.addAll(episodes);
        served.ifPresent(events::add);
        if (!ties.segment().isEmpty() || !ties.personalAgentId().isEmpty()) {
            events.add(new CustomerClassified(ties.segment(), ties.personalAgentId(), at));
        }
        events.addAll(profile.history());
        events.addAll(suggestions.history());
        events.addAll(merges.history());
        if (!current.isEmpty() || !merges.chosen().isEmpty()) {
            events.add(new EpisodeChosen("", 0, current, "", at));
        }
        return events;
    }
}
