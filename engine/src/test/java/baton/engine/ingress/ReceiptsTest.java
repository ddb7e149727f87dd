package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ReceiptsTest {

    /** Who is asked for is named by a code that is still good, or by a number. */
    @Test
    void whatDidNotAnswerInTimeIsNotInTheLogByName() {
        var log = (Logger) LoggerFactory.getLogger(Receipts.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);

        Receipts.tryAgain("acme", new CompletionException(new TimeoutException("no answer from link:Zm9vYmFy")));

        log.detachAppender(lines);
        assertThat(lines.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .contains("acme", "TimeoutException")
                .doesNotContain("Zm9vYmFy"));
    }
}
