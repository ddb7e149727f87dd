package baton.gateway.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaReaderTest {

    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams' id='s1'>";

    @Test
    void stanzasComeOneAfterAnother() throws Exception {
        var reader = reader(HEADER + " <a x='1'><b xmlns='urn:b'>ї &lt; <![CDATA[&]]></b></a>\n<c/></stream:stream>");

        assertThat(reader.open()).containsEntry("id", "s1");
        var first = reader.next().orElseThrow();
        assertThat(first.attributes()).isEqualTo(Map.of("x", "1"));
        assertThat(first.child("urn:b", "b").orElseThrow().text()).isEqualTo("ї < &");
        assertThat(reader.next().orElseThrow().is("jabber:component:accept", "c"))
                .isTrue();
        assertThat(reader.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- hello --><a/>",
                "<?php echo 1 ?><a/>",
                "<a>&bomb;</a>",
                "<a><b></a></b>",
                "<a x='1' x='2'/>",
                "<a>",
            })
    void whatIsForbiddenEndsTheStream(String xml) throws Exception {
        var reader = reader(HEADER + xml);
        reader.open();

        assertThatThrownBy(reader::next).isInstanceOf(Exception.class);
    }

    @Test
    void thereAreNoDocumentTypes() {
        var reader = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b SYSTEM 'file:///etc/hostname'>]><x>&a;&b;</x>";

        assertThatThrownBy(() -> reader(reader).open()).isInstanceOf(Exception.class);
    }

    @Test
    void whatIsTooDeepOrTooLargeEndsTheStream() throws Exception {
        for (var xml : new String[] {
            "<a>".repeat(1_000), "<a>" + "x".repeat(200_000) + "</a>", "<a b='" + "x".repeat(200_000) + "'/>"
        }) {
            var reader = reader(HEADER + xml);
            reader.open();
            assertThatThrownBy(reader::next).isInstanceOf(Exception.class);
        }
    }

    @Test
    void manySmallStanzasAreNotOneLargeOne() throws Exception {
        var reader = reader(HEADER + "<a>0123456789</a>".repeat(50_000) + "</stream:stream>");
        reader.open();

        var count = 0;
        while (reader.next().isPresent()) {
            count++;
        }

        assertThat(count).isEqualTo(50_000);
    }

    private static StanzaReader reader(String xml) throws Exception {
        return new StanzaReader(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), 65_536);
    }
}
