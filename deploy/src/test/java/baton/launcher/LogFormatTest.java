package baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code conf/logback.xml} in both of its forms. */
class LogFormatTest {

    private static final Map<String, String> ENTITY = Map.of("persistenceId", "episode|acme|4711");

    @Test
    void inJsonALineIsOneObjectThatSaysWhichEntityIsConcerned() throws Exception {
        var line = logged(Map.of("BATON_LOG_FORMAT", "json"), ENTITY);

        var fields = json(line);
        assertThat(fields.get("level").getStringValue()).isEqualTo("WARN");
        assertThat(fields.get("loggerName").getStringValue()).isEqualTo("baton.engine.Test");
        assertThat(fields.get("formattedMessage").getStringValue()).isEqualTo("not stored: 3 tries");
        assertThat(fields.get("mdc")
                        .getStructValue()
                        .getFieldsMap()
                        .get("persistenceId")
                        .getStringValue())
                .isEqualTo("episode|acme|4711");
        assertThat(fields.get("throwable")
                        .getStructValue()
                        .getFieldsMap()
                        .get("message")
                        .getStringValue())
                .isEqualTo("why");
        assertThat(fields).doesNotContainKeys("arguments", "message", "context");
        assertThat(fields.get("kind").getStringValue()).isEqualTo("episode");
        assertThat(fields.get("tenant").getStringValue()).isEqualTo("acme");
        assertThat(fields.get("id").getStringValue()).isEqualTo("4711");
    }

    @Test
    void whatAnActorSaysOfItselfIsThereToo() throws Exception {
        var fields = json(logged(
                Map.of("BATON_LOG_FORMAT", "json"),
                Map.of("kind", "call", "tenant", "acme", "id", "a \"quoted\" \\ call\u0001@host")));

        assertThat(fields.get("kind").getStringValue()).isEqualTo("call");
        assertThat(fields.get("tenant").getStringValue()).isEqualTo("acme");
        assertThat(fields.get("id").getStringValue()).isEqualTo("a \"quoted\" \\ call\u0001@host");
    }

    @Test
    void whereNoEntityIsConcernedNoneIsNamed() throws Exception {
        assertThat(json(logged(Map.of("BATON_LOG_FORMAT", "json"), Map.of("persistenceId", "odd"))))
                .containsKey("formattedMessage")
                .doesNotContainKeys("kind", "tenant", "id");
    }

    @Test
    void asTextALineIsForPeople() throws Exception {
        assertThat(logged(Map.of(), ENTITY))
                .matches("(?s)[0-9:.]{12} WARN  Test - not stored: 3 tries\n.*IllegalStateException: why.*");
    }

    private static Map<String, Value> json(String line) throws Exception {
        var object = Struct.newBuilder();
        JsonFormat.parser().merge(line, object);
        return object.getFieldsMap();
    }

    private static String logged(Map<String, String> settings, Map<String, String> about) throws Exception {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        settings.forEach(context::putProperty);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure("conf/logback.xml");
        var appender = (ConsoleAppender<ILoggingEvent>)
                context.getLogger("ROOT").iteratorForAppenders().next();
        var output = new ByteArrayOutputStream();
        appender.setOutputStream(output);
        about.forEach(context.getMDCAdapter()::put);
        context.getLogger("baton.engine.Test").warn("not stored: {} tries", 3, new IllegalStateException("why"));
        context.stop();
        return output.toString(StandardCharsets.UTF_8);
    }
}
