package baton.engine.customer;

import static java.util.stream.Collectors.toMap;

import baton.engine.customer.CustomerCommand.ChangeProfile;
import baton.engine.customer.CustomerCommand.RecordActivity;
import baton.engine.customer.CustomerEvent.ActivityRecorded;
import baton.engine.customer.CustomerEvent.CustomerClassified;
import baton.engine.customer.CustomerEvent.CustomerNamed;
import baton.engine.customer.CustomerEvent.ProfileChanged;
import baton.engine.customer.CustomerReply.TooMany;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/** What a customer makes of what the company's own programs tell. Pure; what is known already is not stored again. */
final class ProfileDecisions {

    /** All of it or nothing. */
    Decision change(CustomerState state, ChangeProfile command, Instant now) {
        var events = new ArrayList<CustomerEvent>();
        named(state, command, now).ifPresent(events::add);
        classified(state, command, now).ifPresent(events::add);
        profile(state, command, now).ifPresent(events::add);
        var next = state;
        for (var event : events) {
            next = next.after(event);
        }
        var profile = next.profile();
        if (profile.attributes().size() > Profile.ATTRIBUTES
                && grows(state.profile().attributes(), profile.attributes())) {
            return Decision.is(new TooMany("attributes", Profile.ATTRIBUTES));
        }
        return profile.consents().size() > Profile.CONSENTS
                        && grows(state.profile().consents(), profile.consents())
                ? Decision.is(new TooMany("consents", Profile.CONSENTS))
                : Decision.noted(events);
    }

    private static boolean grows(Map<?, ?> before, Map<?, ?> after) {
        return after.size() > before.size();
    }

    private static Optional<CustomerEvent> named(CustomerState state, ChangeProfile command, Instant now) {
        return command.name()
                .map(name -> new CustomerNamed(name, name.isEmpty() ? "" : command.program(), now))
                .filter(named -> !named.name().equals(state.name())
                        || !named.program().equals(state.profile().namedBy()))
                .map(CustomerEvent.class::cast);
    }

    private static Optional<CustomerEvent> classified(CustomerState state, ChangeProfile command, Instant now) {
        var ties = state.ties();
        var segment = command.segment().orElse(ties.segment());
        var personal = command.personalAgentId().orElse(ties.personalAgentId());
        return segment.equals(ties.segment()) && personal.equals(ties.personalAgentId())
                ? Optional.empty()
                : Optional.of(new CustomerClassified(segment, personal, now));
    }

    private static Optional<CustomerEvent> profile(CustomerState state, ChangeProfile command, Instant now) {
        var set = new TreeMap<String, String>();
        var removed = new ArrayList<String>();
        var own = state.profile().attributes();
        var elsewhere = state.profilesElsewhere().attributes();
        command.attributes().forEach((name, value) -> {
            var known = Optional.ofNullable(own.get(name)).map(Profile.Said::value);
            if (value.isEmpty() && !elsewhere.containsKey(name)) {
                known.ifPresent(there -> removed.add(name));
            } else if (!known.equals(Optional.of(value))) {
                set.put(name, value);
            }
        });
        removed.sort(null);
        var consents = command.consents().entrySet().stream()
                .filter(one -> !known(state.profile().consents(), one.getKey()).equals(Optional.of(one.getValue())))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        return set.isEmpty() && removed.isEmpty() && consents.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ProfileChanged(Map.copyOf(set), List.copyOf(removed), consents, command.program(), now));
    }

    private static <T> Optional<T> known(TreePMap<String, Profile.Said<T>> said, String name) {
        return Optional.ofNullable(said.get(name)).map(Profile.Said::value);
    }

    /** What is told again is known; what is older than all that is kept would be forgotten at once. */
    Optional<CustomerEvent> record(CustomerState state, RecordActivity command, Instant now) {
        var activity = command.activity();
        return state.anyProfile().hasRecorded(activity.id()) || state.profile().isTooOld(activity)
                ? Optional.empty()
                : Optional.of(new ActivityRecorded(activity, command.program(), now));
    }
}
