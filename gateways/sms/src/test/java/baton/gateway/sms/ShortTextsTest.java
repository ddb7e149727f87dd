package baton.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.sms.ShortTexts.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShortTextsTest {

    @Test
    void whatFitsIsOneMessage() {
        assertThat(ShortTexts.parts("x".repeat(160), 1)).hasSize(1);
        assertThat(ShortTexts.parts("ї".repeat(70), 1)).hasSize(1);
        assertThat(ShortTexts.parts("€".repeat(80), 1)).hasSize(1);
        assertThat(ShortTexts.parts("", 1)).hasSize(1);
    }

    @Test
    void longerTextsAreCutIntoPartsThatSayWhichTheyAre() {
        var parts = ShortTexts.parts("x".repeat(161), 0x1234);

        assertThat(parts).hasSize(2);
        assertThat(Arrays.copyOf(parts.get(0).bytes(), 6)).containsExactly(5, 0, 3, 0x34, 2, 1);
        assertThat(Arrays.copyOf(parts.get(1).bytes(), 6)).containsExactly(5, 0, 3, 0x34, 2, 2);
        assertThat(parts.get(0).bytes()).hasSize(6 + 153);
        assertThat(parts.get(1).bytes()).hasSize(6 + 8);
    }

    @Test
    void noCharacterIsCutInTwo() {
        var emoji = ShortTexts.parts("a" + "👋".repeat(60), 1);
        var euros = ShortTexts.parts("€".repeat(100), 1);

        assertThat(emoji).allSatisfy(part -> assertThat(text(part)).doesNotContain("\uFFFD"));
        assertThat(emoji.stream().map(ShortTextsTest::text).collect(Collectors.joining()))
                .isEqualTo("a" + "👋".repeat(60));
        assertThat(euros.stream().map(ShortTextsTest::text).collect(Collectors.joining()))
                .isEqualTo("€".repeat(100));
        assertThat(euros.get(0).bytes()).hasSize(6 + 152);
    }

    @Test
    void theAlphabetOfGsmIsReadAsItWasWritten() {
        var text = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0129:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€";

        assertThat(Gsm7.canWrite(text)).isTrue();
        assertThat(Gsm7.read(Gsm7.write(text))).isEqualTo(text);
        assertThat(Gsm7.canWrite("ї")).isFalse();
        assertThat(Gsm7.canWrite("`")).isFalse();
        assertThat(Gsm7.write("@A€")).containsExactly(0, 'A', 0x1b, 0x65);
    }

    @Test
    void whateverComesIsReadSomehow() {
        assertThat(Gsm7.read(new byte[] {'A', (byte) 0x80, 0x1b, 'B', 0x1b})).isEqualTo("A\uFFFDB\uFFFD");
    }

    private static String text(Part part) {
        var body = part.hasHeader() ? Arrays.copyOfRange(part.bytes(), 6, part.bytes().length) : part.bytes();
        return part.coding() == ShortTexts.GSM ? Gsm7.read(body) : new String(body, StandardCharsets.UTF_16BE);
    }
}
