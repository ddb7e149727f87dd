package baton.chaos;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A customer who calls again and again, each time at the next node, talks for a while and hangs up. Who is not answered hangs up, too, and calls at the next one.
 * Lives on the clients' thread.
 */
final class Caller {

    private static final long TALK_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum Stage {
        PAUSING,
        DIALLING,
        TALKING,
        DONE
    }

    private final String number;
    private final String dialled;
    private final List<Telephone> phones;
    private Stage stage = Stage.PAUSING;
    private long since = System.nanoTime();
    private int turn;
    private int talks;
    private int failed;
    private int lost;
    private long heardBefore;
    private boolean leaving;
    private boolean last;

    /**
     * @param number the caller's own
     * @param dialled the company's
     * @param phones the caller's: one for each node
     * @param first which of them is used first
     */
    Caller(String number, String dialled, List<Telephone> phones, int first) {
        this.number = number;
        this.dialled = dialled;
        this.phones = phones;
        this.turn = first;
    }

    /** Does what is to be done now. */
    void look() {
        var age = System.nanoTime() - since;
        switch (stage) {
            case PAUSING -> {
                if (age > PAUSE_NANOS) {
                    dial();
                }
            }
            case DIALLING -> {
                if (phone().isTalking()) {
                    talks++;
                    heardBefore = phone().heard();
                    enter(Stage.TALKING);
                } else if (age > PATIENCE_NANOS) {
                    failed++;
                    hangUp(Stage.PAUSING);
                }
            }
            case TALKING -> {
                if (!phone().isTalking()) {
                    lost++;
                    hangUp(Stage.PAUSING);
                } else if (age > TALK_NANOS) {
                    lost += phone().heard() > heardBefore ? 0 : 1;
                    hangUp(last ? Stage.DONE : Stage.PAUSING);
                }
            }
            case DONE -> {}
        }
    }

    private Telephone phone() {
        return phones.get(turn % phones.size());
    }

    private void dial() {
        turn++;
        last = leaving;
        phone().dial(dialled);
        enter(Stage.DIALLING);
    }

    private void hangUp(Stage next) {
        phone().hangUp();
        enter(next);
    }

    private void enter(Stage next) {
        stage = next;
        since = System.nanoTime();
    }

    boolean hasTalked() {
        return talks > 0;
    }

    /** Calls once more, from the beginning to the end, and then no more. */
    void leave() {
        leaving = true;
    }

    boolean isSettled() {
        return stage == Stage.DONE;
    }

    Calls calls() {
        return new Calls(number, false, talks, failed, lost, isSettled());
    }

    /** For good. */
    void go() {
        phones.forEach(Telephone::close);
    }
}
