package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LinesTest {

    private final Lines<Talk> lines = new Lines<>();
    private final BlockingQueue<Talk> opened = new LinkedBlockingQueue<>();

    private static final class Talk implements SessionLine.Session {

        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void serve() throws InterruptedException {
            over.await();
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    private Talk open() {
        var talk = new Talk();
        opened.add(talk);
        return talk;
    }

    @Test
    void aSessionIsThereAsLongAsItsLineIsOpen() throws Exception {
        var line = lines.begin("wire", "acme", this::open);
        var talk = next();
        await().until(line::up);
        assertThat(lines.session("acme")).hasValue(talk);
        assertThat(lines.session("globex")).isEmpty();

        line.close();

        assertThat(lines.session("acme")).isEmpty();
        assertThat(talk.over.await(30, TimeUnit.SECONDS)).isTrue();
        await().until(() -> !line.up());
    }

    @Test
    void whatHasEndedIsOpenedAgain() throws Exception {
        var line = lines.begin("wire", "acme", this::open);

        next().close();

        var second = next();
        await().untilAsserted(() -> assertThat(lines.session("acme")).hasValue(second));
        line.close();
    }

    @Test
    void whatCannotBeOpenedIsTriedAgainAfterAPause() throws Exception {
        var tries = new LinkedBlockingQueue<Long>();
        var line = lines.begin("wire", "acme", () -> {
            tries.add(System.nanoTime());
            if (tries.size() < 3) {
                throw new IOException("connection refused");
            }
            return open();
        });

        next();

        assertThat(tries).hasSize(3);
        var first = tries.poll();
        assertThat(TimeUnit.NANOSECONDS.toMillis(tries.poll() - first)).isGreaterThanOrEqualTo(900);
        line.close();
    }

    @Test
    void oneThatIsClosedWhileItOpensIsClosedAtOnce() throws Exception {
        var opening = new CountDownLatch(1);
        var mayOpen = new CountDownLatch(1);
        var line = lines.begin("wire", "acme", () -> {
            opening.countDown();
            mayOpen.await();
            return open();
        });

        assertThat(opening.await(30, TimeUnit.SECONDS)).isTrue();

        line.close();
        mayOpen.countDown();

        assertThat(next().over.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lines.session("acme")).isEmpty();
    }

    @Test
    void anOldLineThatEndsLateTakesNothingFromTheNewOne() throws Exception {
        var old = lines.begin("wire", "acme", this::open);
        next();
        var line = lines.begin("wire", "acme", this::open);
        var talk = next();

        old.close();

        await().untilAsserted(() -> assertThat(lines.session("acme")).hasValue(talk));
        line.close();
    }

    private Talk next() throws InterruptedException {
        var next = opened.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("the next session").isNotNull();
        return next;
    }
}
