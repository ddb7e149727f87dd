package baton.engine.web;

import baton.protocol.client.v1.Bye;
import baton.protocol.client.v1.DeedAccepted;
import baton.protocol.client.v1.DeedRefused;
import baton.protocol.client.v1.ServerFrame;
import baton.protocol.gateway.v1.Accepted;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.gateway.v1.Refused;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A session's end of one connection. Belongs to the session's actor. What is sent waits in a bounded buffer; a client that does
 * not read is told {@code bye "slow"} in the last free place and disconnected: it resumes later, the node never waits.
 */
public final class Socket {

    private static final int COME_BACK_MILLIS = 30_000;

    private final int limit;
    private final Seats persons;
    private final Tally tally;
    private Optional<String> person = Optional.empty();
    private Optional<Connection> out = Optional.empty();
    private boolean greeted;
    private boolean leaving;

    Socket(int limit, Seats persons, Tally tally) {
        this.limit = limit;
        this.persons = persons;
        this.tally = tally;
    }

    public void send(ServerFrame frame) {
        if (leaving || out.isEmpty()) {
            return;
        }
        if (out.get().waiting() >= limit) {
            bye("slow", 1000);
        } else {
            out.get().send(frame);
        }
    }

    /** Answers a deed with what the engine said. */
    public void answer(String ref, Receipt receipt) {
        switch (receipt.getOutcomeCase()) {
            case ACCEPTED -> accept(ref, receipt.getAccepted());
            case REFUSED -> refuse(ref, receipt.getRefused());
            case OUTCOME_NOT_SET -> refuse(ref, orTryAgain(null).getRefused());
        }
    }

    /** The engine's answer, or what is true when there was none. */
    public static Receipt orTryAgain(@Nullable Receipt receipt) {
        return receipt != null
                ? receipt
                : Receipt.newBuilder()
                        .setRefused(Refused.newBuilder()
                                .setCode("try-again")
                                .setDetail("it is not known whether it was stored")
                                .setRetryAfterMs(1000))
                        .build();
    }

    public void refuse(String ref, String code, String detail) {
        refuse(ref, code, detail, 0);
    }

    public void refuse(String ref, String code, String detail, long retryAfterMs) {
        refuse(
                ref,
                Refused.newBuilder()
                        .setCode(code)
                        .setDetail(detail)
                        .setRetryAfterMs((int) retryAfterMs)
                        .build());
    }

    /** Refuses the hello and ends the connection. */
    public void turnAway(String code, String detail) {
        refuse("", code, detail);
        leave();
    }

    /**
     * The client has said hello, and who it is: the deadline for it is off.
     *
     * @param who the same text for the same person, whatever the number of their windows and programs
     * @return false if this person has more connections than one person needs: then they have been told to come back later
     */
    public boolean greet(String who) {
        if (!persons.take(who)) {
            bye("too-many-connections", COME_BACK_MILLIS);
            return false;
        }
        person = Optional.of(who);
        greeted = true;
        return true;
    }

    /** The connection has ended. */
    void stand() {
        person.ifPresent(persons::free);
        person = Optional.empty();
    }

    /** Says why and ends the connection as soon as the client has read it. */
    public void bye(String code, int reconnectAfterMs) {
        if (!leaving) {
            tally.count(code);
            out.ifPresent(connection -> connection.send(ServerFrame.newBuilder()
                    .setBye(Bye.newBuilder().setCode(code).setReconnectAfterMs(reconnectAfterMs))
                    .build()));
            leave();
        }
    }

    /** Asks the client to come back soon, but not all clients at once. */
    void byeForRestart() {
        bye("restart", 500 + ThreadLocalRandom.current().nextInt(2500));
    }

    void open(Connection connection) {
        out = Optional.of(connection);
    }

    boolean isOpen() {
        return out.isPresent();
    }

    boolean isGreeted() {
        return greeted;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Nothing more will be sent; what was sent still goes out. */
    void leave() {
        if (!leaving) {
            leaving = true;
            out.ifPresent(Connection::end);
        }
    }

    /** Ends the connection at once, if there is one. */
    void cut() {
        out.ifPresent(Connection::cut);
    }

    private void accept(String ref, Accepted accepted) {
        send(ServerFrame.newBuilder()
                .setAccepted(DeedAccepted.newBuilder()
                        .setRef(ref)
                        .setEpisodeId(accepted.getEpisodeId())
                        .setNumber(accepted.getNumber()))
                .build());
    }

    private void refuse(String ref, Refused refused) {
        tally.count(refused.getCode());
        send(ServerFrame.newBuilder()
                .setRefused(DeedRefused.newBuilder()
                        .setRef(ref)
                        .setCode(refused.getCode())
                        .setDetail(refused.getDetail())
                        .setRetryAfterMs(refused.getRetryAfterMs()))
                .build());
    }
}
