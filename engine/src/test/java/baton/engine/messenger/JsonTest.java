package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void longNumbersStayAsTheyAreWritten() throws Exception {
        assertThat(Json.text(read("{\"a\":{\"token\":4912661846655238145}}"), "a", "token"))
                .isEqualTo("4912661846655238145");
    }

    @Test
    void whatIsNotThereIsEmpty() throws Exception {
        var node = read("{\"a\":null,\"b\":{\"c\":[1]}}");

        assertThat(Json.text(node, "a")).isEmpty();
        assertThat(Json.text(node, "b")).isEmpty();
        assertThat(Json.text(node, "x", "y")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "\"text\"", "{", "{\"a\":}", "null"})
    void whatIsNoObjectIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(BadPayload.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000)))
                .isInstanceOf(BadPayload.class);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        var body = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};

        assertThatThrownBy(() -> Json.read(body)).isInstanceOf(BadPayload.class);
    }

    @Test
    void whatAProviderAnswersMayBeAnything() {
        assertThat(Json.answer("<html>").isObject()).isTrue();
        assertThat(Json.answer("[1]").isObject()).isTrue();
        assertThat(Json.text(Json.answer("{\"ok\":true}"), "ok")).isEqualTo("true");
    }

    private static JsonNode read(String body) throws BadPayload {
        return Json.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
