package baton.engine.customer;

import baton.engine.customer.CustomerEvent.ActivityRecorded;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.ProfileChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * What the company's own programs know of a customer.
 *
 * @param namedBy which program said how the customer is called; empty: none, the customer or their messenger did
 * @param typed whether the customer has typed the name
 * @param attributes by name; empty ones hide those of somebody who is the same person
 * @param consents by purpose
 * @param activities newest first, the latest {@link #ACTIVITIES}
 */
record Profile(
        String namedBy,
        boolean typed,
        TreePMap<String, Said<String>> attributes,
        TreePMap<String, Said<Boolean>> consents,
        PVector<ActivityRecorded> activities) {

    static final int ATTRIBUTES = 50;
    static final int CONSENTS = 20;
    static final int ACTIVITIES = 100;

    /** What a program said last. */
    record Said<T>(T value, String program, Instant at) {

        /** Of the same person elsewhere: what is newer counts. */
        private static <T> BinaryOperator<Said<T>> newer() {
            return (one, other) -> other.at().isAfter(one.at()) ? other : one;
        }
    }

    static Profile unknown() {
        return new Profile("", false, TreePMap.empty(), TreePMap.empty(), TreePVector.empty());
    }

    boolean hasRecorded(String activityId) {
        return activities.stream().anyMatch(one -> one.activity().id().equals(activityId));
    }

    /** Whether there is no room for anything that is so old. */
    boolean isTooOld(Activity activity) {
        return activities.size() == ACTIVITIES
                && Activity.NEWEST_FIRST.compare(
                                activity, activities.get(ACTIVITIES - 1).activity())
                        > 0;
    }

    /** With what is known of the same person elsewhere. */
    Profile or(Profile other) {
        return new Profile(
                namedBy,
                typed,
                both(attributes, other.attributes),
                both(consents, other.consents),
                latest(Stream.concat(activities.stream(), other.activities.stream())));
    }

    private static <T> TreePMap<String, Said<T>> both(Map<String, Said<T>> one, Map<String, Said<T>> other) {
        var both = new TreeMap<>(one);
        other.forEach((name, said) -> both.merge(name, said, Said.newer()));
        return TreePMap.from(both);
    }

    private static PVector<ActivityRecorded> latest(Stream<ActivityRecorded> all) {
        var seen = new HashSet<String>();
        return TreePVector.from(
                all.sorted((one, other) -> Activity.NEWEST_FIRST.compare(one.activity(), other.activity()))
                        .filter(one -> seen.add(one.activity().id()))
                        .limit(ACTIVITIES)
                        .toList());
    }

    Profile after(CustomerEvent event) {
        if (event instanceof CustomerNamed e) {
            return new Profile(e.program(), e.typed(), attributes, consents, activities);
        } else if (event instanceof ProfileChanged e) {
            var nextAttributes = attributes.minusAll(e.removed());
            for (var set : e.attributes().entrySet()) {
                nextAttributes = nextAttributes.plus(set.getKey(), new Said<>(set.getValue(), e.program(), e.at()));
            }
            var nextConsents = consents;
            for (var set : e.consents().entrySet()) {
                nextConsents = nextConsents.plus(set.getKey(), new Said<>(set.getValue(), e.program(), e.at()));
            }
            return new Profile(namedBy, typed, nextAttributes, nextConsents, activities);
        } else if (event instanceof ActivityRecorded e) {
            var next = latest(Stream.concat(activities.stream(), Stream.of(e)));
            return new Profile(namedBy, typed, attributes, consents, next);
        }
        return this;
    }

    /** The shortest history that leads here, but for the name. */
    List<CustomerEvent> history() {
        var events = new ArrayList<CustomerEvent>();
        attributes.forEach((name, said) -> events.add(
                new ProfileChanged(Map.of(name, said.value()), List.of(), Map.of(), said.program(), said.at())));
        consents.forEach((purpose, said) -> events.add(
                new ProfileChanged(Map.of(), List.of(), Map.of(purpose, said.value()), said.program(), said.at())));
        events.addAll(activities);
        return events;
    }
}
