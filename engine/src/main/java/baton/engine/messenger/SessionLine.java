package baton.engine.messenger;

import baton.engine.spi.Line;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line with a thread of its own, for protocols whose clients wait and read: opens a session, serves it until it ends, by whatever, and
 * opens the next one after a pause that doubles while it is in vain.
 *
 * @param <S> what lasts as long as one connection
 */
public final class SessionLine<S extends SessionLine.Session> implements Line {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLine.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** A provider that is back is found soon, and one that refuses us is not annoyed. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final int MOST_DOUBLINGS = 5;

    private final String channel;
    private final String tenant;
    private final Opening<S> opening;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<S> session = Optional.empty();

    /** One connection. */
    public interface Session {

        /** Reads until the connection ends. */
        void serve() throws Exception;

        /** Ends {@link #serve}, from any thread and also again. Waits for nothing. */
        void close();
    }

    /** Connects and logs in, with time-outs. */
    @FunctionalInterface
    public interface Opening<S> {
        S open() throws Exception;
    }

    private SessionLine(String channel, String tenant, Opening<S> opening) {
        this.channel = channel;
        this.tenant = tenant;
        this.opening = opening;
    }

    public static <S extends Session> SessionLine<S> begin(String channel, String tenant, Opening<S> opening) {
        var line = new SessionLine<>(channel, tenant, opening);
        var thread = new Thread(line::run, "line-" + channel + "-" + tenant);
        thread.setDaemon(true);
        thread.start();
        return line;
    }

    /** The session that is open now. */
    public Optional<S> session() {
        return session;
    }

    @Override
    public boolean up() {
        return session.isPresent();
    }

    @Override
    public void close() {
        closed.countDown();
        session.ifPresent(Session::close);
    }

    private void run() {
        var inVain = 0;
        while (!isClosed()) {
            var began = System.nanoTime();
            serveOnce();
            var lasted = Duration.ofNanos(System.nanoTime() - began);
            inVain = lasted.compareTo(LONGEST_PAUSE) > 0 ? 0 : inVain + 1;
            pause(FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(0, inVain - 1), MOST_DOUBLINGS)));
        }
    }

    private void serveOnce() {
        try {
            var opened = opening.open();
            session = Optional.of(opened);
            if (isClosed()) {
                opened.close();
                return;
            }
            LOG.atInfo().addKeyValue("tenant", tenant).log("the {} line of {} is up", channel, tenant);
            opened.serve();
            tell("it has ended");
        } catch (Exception trouble) {
            tell(trouble.toString());
        } finally {
            session.ifPresent(Session::close);
            session = Optional.empty();
        }
    }

    private void tell(String trouble) {
        if (!isClosed()) {
            LOG.atWarn().addKeyValue("tenant", tenant).log("the {} line of {} is down: {}", channel, tenant, trouble);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(Duration pause) {
        try {
            var over = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            closed.await(over.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            closed.countDown();
        }
    }
}
