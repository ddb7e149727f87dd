package baton.engine.call;

import baton.engine.EntityKey;
import baton.engine.call.CallCommand.ClaimCall;
import baton.engine.call.CallCommand.DoorGone;
import baton.engine.call.CallCommand.DoorsFound;
import baton.engine.call.CallCommand.OrderAgain;
import baton.engine.call.CallCommand.SearchAgain;
import baton.engine.call.CallState.Arrived;
import baton.protocol.gateway.v1.CallOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The door of one call. Gives it orders, watches it, and when it is gone asks the others, one after another, to take the call over.
 * Knows nothing that does not follow from the state.
 */
final class CallDoor {

    /** A living door claims the call well within this time. */
    private static final Duration NEXT = Duration.ofSeconds(3);

    /** Within this time a node that was restarted is back. The two talk meanwhile. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Before it is said again what may have got lost. After all of them the connection is back, or one of its two nodes has been given up. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    private final String tenant;
    private final String callId;
    private final ActorContext<CallCommand> context;
    private final TimerScheduler<CallCommand> timers;
    private final InstantSource clock;
    private final PhoneDoors doors;
    private final String conference;
    private Optional<Instant> searchedSince = Optional.empty();
    private int attempts;

    /** How often it has been said again what follows from the state. */
    private int repeats;

    /** That are to let go, and may not have heard of it. */
    private final Set<Door> leaving = new LinkedHashSet<>();

    CallDoor(
            EntityKey key,
            ActorContext<CallCommand> context,
            TimerScheduler<CallCommand> timers,
            InstantSource clock,
            PhoneDoors doors) {
        this.tenant = key.tenant();
        this.callId = key.id();
        this.context = context;
        this.timers = timers;
        this.clock = clock;
        this.doors = doors;
        this.conference =
                ConferenceSettings.from(context.getSystem().settings().config()).address();
    }

    // ---- orders

    void order(CallState state, CallOrder order) {
        of(state).ifPresent(door -> order(door, order));
    }

    /** What follows from the state. Somebody waits for it: it is said again soon, in case it gets lost. */
    void order(CallState state) {
        of(state).ifPresent(door -> {
            order(door, state);
            repeatSoon();
        });
    }

    private void order(Door door, CallState state) {
        CallOrders.of(tenant, callId, state, conference).forEach(order -> order(door, order));
    }

    /** It may have got lost, also what was said only once. While there is no door nobody hears it. */
    void orderAgain(CallState state) {
        if (searchedSince.isPresent()) {
            return;
        }
        leaving.stream()
                .filter(door -> !doors.isOutside(door.name()))
                .forEach(door -> order(door, CallOrders.letGo(tenant, callId)));
        of(state).ifPresent(door -> CallOrders.again(tenant, callId, state, conference, clock.instant())
                .forEach(order -> order(door, order)));
        repeatLater();
    }

    private void repeatSoon() {
        repeats = 0;
        repeatLater();
    }

    private void repeatLater() {
        if (repeats < PAUSES.size()) {
            timers.startSingleTimer(new OrderAgain(), PAUSES.get(repeats));
            repeats++;
        } else {
            leaving.clear();
        }
    }

    /**
     * The same invitation again. If the call is over, the door must not wait for orders. If it has come a second way, that door must not
     * keep it: its number is that of the first one, so that nothing else that it says tells the two apart.
     */
    CallReply invitedAgain(Door door, CallState state) {
        if (state instanceof CallState.Ended) {
            order(door, state);
        } else if (of(state).filter(known -> known.name().equals(door.name())).isEmpty()) {
            letGo(door);
            repeatSoon();
            return new CallReply.AnotherDoor();
        }
        return new CallReply.Accepted();
    }

    private void order(Door door, CallOrder order) {
        doors.byName(door.name()).tell(order);
    }

    private static Optional<Door> of(CallState state) {
        if (state instanceof Arrived arrived) {
            return Optional.of(arrived.known().door());
        }
        return state instanceof CallState.Ended ended ? of(ended.before()) : Optional.empty();
    }

    // ---- another door takes the call over

    /** The call has got this door, which may be the same again; the orders that follow from the state are still to come. */
    void moved(Arrived arrived, Door former) {
        var door = arrived.known().door();
        if (!door.equals(former)) {
            letGo(former);
        }
        leaving.remove(door);
        adopt(door, arrived, former, arrived.known().moves());
        watch(door);
        CallMeters.takenOver();
    }

    /** Who is to let go may not have heard of it from the node that had this call before. */
    void wakesUp(CallState state) {
        watch(state);
        if (state instanceof Arrived arrived) {
            arrived.known().leftLately(clock.instant()).ifPresent(leaving::add);
        }
    }

    private void letGo(Door door) {
        leaving.add(door);
        order(door, CallOrders.letGo(tenant, callId));
    }

    /** Whether a door to which none of the ends has turned may have the call: it has lost it, or one is looked for. */
    boolean mayHave(Arrived arrived, ClaimCall claim) {
        return searchedSince.isPresent()
                || claim.door().name().equals(arrived.known().door().name());
    }

    /** Whoever was not told of the end is to be told now; an end that speaks in this call after it hears that there is none. */
    boolean ends(CallState.Ended ended, ClaimCall claim) {
        if (searchedSince.isEmpty() || !claim.sipCallId().isEmpty()) {
            return false;
        }
        var before = ended.before();
        adopt(
                claim.door(),
                before,
                before.known().door(),
                before.known().moves() + 1); // not journaled: nobody takes it over after this
        order(claim.door(), ended);
        return true;
    }

    private void adopt(Door door, Arrived arrived, Door former, int number) {
        var adoption = AdoptionFormat.of(arrived, former, number, clock.instant());
        order(door, CallOrders.adopt(tenant, callId, adoption));
        giveUp();
    }

    // ---- the door is gone

    /** Tells by {@link DoorGone} when it ends. */
    void watch(CallState state) {
        of(state).ifPresent(this::watch);
    }

    private void watch(Door door) {
        var gone = new DoorGone(door.name());
        if (doors.isOutside(door.name())) {
            context.getSelf().tell(gone);
        } else {
            context.watchWith(doors.byName(door.name()), gone);
        }
    }

    void gone(CallState state, DoorGone gone) {
        if (of(state).filter(door -> door.name().equals(gone.door())).isPresent()) {
            search();
        }
    }

    void search() {
        if (searchedSince.isEmpty()) {
            searchedSince = Optional.of(clock.instant());
            attempts = 0;
        }
        context.pipeToSelf(doors.open(), (names, trouble) -> new DoorsFound(names == null ? List.of() : names));
        timers.startSingleTimer(new SearchAgain(), NEXT);
    }

    /** If no door has been found meanwhile. */
    void searchOn() {
        if (searchedSince.isPresent()) {
            search();
        }
    }

    /** Asks one of them; calls that have lost the same door are spread over all. */
    void ask(CallState state, List<String> open) {
        var gone = of(state).map(Door::name).orElse("");
        var others = open.stream().filter(name -> !name.equals(gone)).sorted().toList();
        if (searchedSince.isPresent() && !others.isEmpty()) {
            var next = others.get(Math.floorMod(callId.hashCode() + attempts, others.size()));
            attempts++;
            doors.byName(next).tell(CallOrders.takeOver(tenant, callId));
        }
    }

    /** Whether no door has taken the call for too long. */
    boolean isHopeless() {
        return searchedSince
                .filter(begin -> clock.instant().isAfter(begin.plus(LIMIT)))
                .isPresent();
    }

    /** Whether its ends may not have heard of it yet. */
    boolean isLately(CallState.Ended ended) {
        return ended.ended().at().plus(LIMIT).isAfter(clock.instant());
    }

    /** The search is over. */
    void giveUp() {
        searchedSince = Optional.empty();
        timers.cancel(new SearchAgain());
    }
}
