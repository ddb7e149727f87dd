package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.EntityKey;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What Pekko says around an entity that is stored, and what our line of JSON makes of it. */
class EntityLogTest {

    private final ActorTestKit kit = ActorTestKit.create(
            ConfigFactory.parseString(
                    "pekko.persistence.journal.plugin = \"pekko.persistence.journal.inmem\"\npekko.actor.allow-java-serialization = on"));
    private final Logger logger = (Logger) LoggerFactory.getLogger("baton.engine.test.Entity");

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
        logger.detachAndStopAllAppenders();
    }

    @Test
    void whatAnEntityLogsNamesItsCompanyItsKindAndItsId() throws Exception {
        var lines = listen();
        var done = kit.<Done>createTestProbe();

        kit.spawn(entity(EntityKey.parse("acme|4711").persistenceId("episode"))).tell(done.getRef());
        done.receiveMessage();

        var line = Struct.newBuilder();
        JsonFormat.parser().merge(lines.toString(StandardCharsets.UTF_8), line);
        var fields = line.getFieldsMap();
        assertThat(fields.get("formattedMessage").getStringValue()).isEqualTo("asked");
        assertThat(fields.get("kind").getStringValue()).isEqualTo("episode");
        assertThat(fields.get("tenant").getStringValue()).isEqualTo("acme");
        assertThat(fields.get("id").getStringValue()).isEqualTo("4711");
    }

    private ByteArrayOutputStream listen() {
        var context = logger.getLoggerContext();
        var encoder = new EntityJsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        var lines = new ByteArrayOutputStream();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(lines);
        appender.start();
        logger.addAppender(appender);
        return lines;
    }

    private static Behavior<ActorRef<Done>> entity(PersistenceId id) {
        return Behaviors.setup(context -> {
            context.setLoggerName("baton.engine.test.Entity");
            return new EventSourcedBehavior<ActorRef<Done>, String, String>(id) {
                @Override
                public String emptyState() {
                    return "";
                }

                @Override
                public CommandHandler<ActorRef<Done>, String, String> commandHandler() {
                    return (state, asker) -> {
                        context.getLog().warn("asked");
                        return Effect().reply(asker, Done.getInstance());
                    };
                }

                @Override
                public EventHandler<String, String> eventHandler() {
                    return (state, event) -> event;
                }
            };
        });
    }
}
