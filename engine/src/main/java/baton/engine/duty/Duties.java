package baton.engine.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Runs an entity's duties: keeps carrying what the state owes until it is done, and wakes the entity at its next deadline.
 * Knows nothing that is not in the state, so after a crash everything starts again by itself.
 *
 * @param <C> the entity's commands
 * @param <E> its errands
 */
public final class Duties<C, E extends Errand> {

    /** How often it is looked at what has been unanswered for too long. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** The entity's own messages that drive its duties. */
    public record Messages<C>(C deadline, C retry, Done<C> done) {}

    /** Makes the message that the other side has answered an errand. */
    @FunctionalInterface
    public interface Done<C> {

        /** @param begun which errand it was: the same one may be owed, done, and owed again */
        C of(String errandId, long begun);
    }

    private record Owed<E>(E errand, long number, Instant since, int looks) {}

    private final String tenant;
    private final ActorContext<C> context;
    private final TimerScheduler<C> timers;
    private final InstantSource clock;
    private final Carrier<E> carrier;
    private final Messages<C> messages;

    /** The oldest first. */
    private final Map<String, Owed<E>> underWay = new LinkedHashMap<>();

    private final Set<String> done = new HashSet<>();
    private Optional<Instant> deadline = Optional.empty();

    /** How many errands were begun. */
    private long begun;

    public Duties(
            String tenant,
            ActorContext<C> context,
            TimerScheduler<C> timers,
            InstantSource clock,
            Carrier<E> carrier,
            Messages<C> messages) {
        this.tenant = tenant;
        this.context = context;
        this.timers = timers;
        this.clock = clock;
        this.carrier = carrier;
        this.messages = messages;
    }

    /** The state has changed: this is what it owes now, and when it wants to be woken. */
    public void owe(List<E> owed, Optional<Instant> nextDeadline) {
        var ids = owed.stream().map(Errand::errandId).collect(Collectors.toSet());
        underWay.keySet().retainAll(ids);
        done.retainAll(ids);
        owed.forEach(this::begin);
        retryLater();
        wakeAt(nextDeadline);
    }

    /** One more thing is owed. For entities that owe too much to name all of it each time. */
    public void owe(E errand) {
        begin(errand);
        retryLater();
    }

    /** This is not owed any more. */
    public void waive(String errandId) {
        underWay.remove(errandId);
        done.remove(errandId);
        retryLater();
    }

    /** The state wants the entity to be woken then. */
    public void wake(Optional<Instant> nextDeadline) {
        wakeAt(nextDeadline);
    }

    /** The other side has answered. An answer to what was owed before, and is owed again since, says nothing of that. */
    public void done(String errandId, long number) {
        var owed = underWay.get(errandId);
        if (owed != null && owed.number() == number) {
            underWay.remove(errandId);
            done.add(errandId);
            DutyMeters.done(owed.errand(), Duration.between(owed.since(), clock.instant()));
        }
        retryLater();
    }

    /** Whether the other side has answered what is still owed. */
    public boolean isDone(String errandId) {
        return done.contains(errandId);
    }

    /** Some errands have been unanswered for too long. */
    public void retry() {
        underWay.replaceAll((id, owed) -> look(owed));
        retryLater();
    }

    /** Wakes the entity again although its deadline looked due to the timer but not to the clock. */
    public void rearm() {
        var again = deadline;
        deadline = Optional.empty();
        wakeAt(again);
    }

    /** Nothing is under way and nothing is to be waited for: the entity may be put to sleep. */
    public boolean idle() {
        return underWay.isEmpty() && deadline.isEmpty();
    }

    private Owed<E> look(Owed<E> owed) {
        var looks = owed.looks() + 1;
        if (RETRY.multipliedBy(looks).compareTo(owed.errand().repeatAfter()) < 0) {
            return new Owed<>(owed.errand(), owed.number(), owed.since(), looks);
        }
        DutyMeters.again();
        carry(owed.errand(), owed.number());
        return new Owed<>(owed.errand(), owed.number(), owed.since(), 0);
    }

    private void begin(E errand) {
        var id = errand.errandId();
        if (!done.contains(id) && !underWay.containsKey(id)) {
            begun++;
            underWay.put(id, new Owed<>(errand, begun, clock.instant(), 0));
            carry(errand, begun);
        }
    }

    private void carry(E errand, long number) {
        var self = context.getSelf();
        carrier.carry(tenant, errand, () -> self.tell(messages.done().of(errand.errandId(), number)));
    }

    private void retryLater() {
        show();
        if (underWay.isEmpty()) {
            timers.cancel("errands");
        } else if (!timers.isTimerActive("errands")) {
            timers.startSingleTimer("errands", messages.retry(), RETRY);
        }
    }

    private void show() {
        var urgent = underWay.values().stream()
                .filter(owed -> owed.errand().repeatAfter().compareTo(RETRY) <= 0)
                .toList();
        if (urgent.isEmpty()) {
            DutyMeters.owesNothing(this);
        } else {
            DutyMeters.owes(this, urgent.size(), urgent.get(0).since(), clock);
        }
    }

    private void wakeAt(Optional<Instant> next) {
        if (next.equals(deadline) && timers.isTimerActive("deadline")) {
            return;
        }
        deadline = next;
        timers.cancel("deadline");
        next.ifPresent(at -> timers.startSingleTimer("deadline", messages.deadline(), until(at)));
    }

    private Duration until(Instant at) {
        var wait = Duration.between(clock.instant(), at);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
