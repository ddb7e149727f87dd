package baton.gateway.phone;

import baton.protocol.gateway.v1.Adopt;
import baton.protocol.gateway.v1.AdoptedPhone;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The calls of a door, by their names and by their dialogs. */
final class DoorCalls {

    private final Map<CallName, ActorRef<CallCommand>> calls = new HashMap<>();
    private final Map<String, ActorRef<CallCommand>> dialogs = new HashMap<>();
    private final Map<ActorRef<CallCommand>, Set<String>> keys = new HashMap<>();
    private final Set<ActorRef<CallCommand>> givenAway = new HashSet<>();

    int size() {
        return calls.size();
    }

    @Nullable
    ActorRef<CallCommand> named(CallName name) {
        return calls.get(name);
    }

    /** The one that has this dialog. */
    @Nullable
    ActorRef<CallCommand> in(String key) {
        var call = dialogs.get(key);
        return call == null || givenAway.contains(call) ? null : call;
    }

    /** The same, also if another door has the call by now: for what is acknowledged. */
    @Nullable
    ActorRef<CallCommand> lastIn(String key) {
        return dialogs.get(key);
    }

    void add(CallName name, ActorRef<CallCommand> call) {
        calls.put(name, call);
        keys.put(call, new HashSet<>());
    }

    void remember(ActorRef<CallCommand> call, String key) {
        var known = keys.get(call);
        if (known != null) {
            known.add(key);
            dialogs.put(key, call);
        }
    }

    /** The dialogs that another door had before. */
    void remember(ActorRef<CallCommand> call, Adopt adopt) {
        var phones = adopt.getPhonesList().stream().map(AdoptedPhone::getDialog);
        Stream.concat(Stream.of(adopt.getCaller()), phones)
                .forEach(dialog -> remember(call, DialogSide.key(dialog.getCallId(), dialog.getLocalTag())));
    }

    /** Another door has it. False if it was not here any more. */
    boolean letGo(ActorRef<CallCommand> call) {
        calls.values().remove(call);
        return keys.containsKey(call) && givenAway.add(call);
    }

    void forget(ActorRef<CallCommand> call) {
        var known = keys.remove(call);
        if (known != null) {
            known.forEach(key -> dialogs.remove(key, call));
        }
        calls.values().remove(call);
        givenAway.remove(call);
    }
}
