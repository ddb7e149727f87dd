package baton.engine.media;

import static baton.engine.media.Bytes.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SnifferTest {

    @Test
    void theUsualKindsAreKnownByTheirFirstBytes() {
        assertThat(Sniffer.mediaType(Bytes.PNG)).isEqualTo("image/png");
        assertThat(type("\u00ff\u00d8\u00ff\u00e0")).isEqualTo("image/jpeg");
        assertThat(type("GIF89a")).isEqualTo("image/gif");
        assertThat(type("RIFF\1\2\3\4WEBPVP8 ")).isEqualTo("image/webp");
        assertThat(type("\0\0\0\u0018ftypheic")).isEqualTo("image/heic");
        assertThat(type("\0\0\0\u0018ftypisom")).isEqualTo("video/mp4");
        assertThat(type("\0\0\0\u0018ftypM4A ")).isEqualTo("audio/mp4");
        assertThat(type("\u001aE\u00df\u00a3")).isEqualTo("video/webm");
        assertThat(type("OggS\0")).isEqualTo("audio/ogg");
        assertThat(type("ID3\3")).isEqualTo("audio/mpeg");
        assertThat(type("#!AMR\n")).isEqualTo("audio/amr");
        assertThat(Sniffer.mediaType(Bytes.PDF)).isEqualTo("application/pdf");
    }

    @Test
    void archivesAreWhatIsInThem() {
        assertThat(type("PK\3\4....[Content_Types].xml....word/document.xml"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(type("PK\3\4....[Content_Types].xml....xl/workbook.xml"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(type("PK\3\4....holiday.jpg")).isEqualTo("application/zip");
        assertThat(type("PK\3\4....META-INF/MANIFEST.MF")).isEqualTo(Sniffer.PROGRAM);
    }

    @Test
    void programsAndPagesAreRecognisedWhateverTheyAreCalled() {
        assertThat(Sniffer.mediaType(Bytes.PROGRAM)).isEqualTo(Sniffer.PROGRAM);
        assertThat(type("\u007fELF\2")).isEqualTo(Sniffer.PROGRAM);
        assertThat(type("#!/bin/sh\nrm")).isEqualTo(Sniffer.PROGRAM);
        assertThat(Sniffer.mediaType(Bytes.PAGE)).isEqualTo("text/html");
        assertThat(type("hello <SCRIPT src=x>")).isEqualTo("text/html");
        assertThat(type("<?xml version='1.0'?><svg onload='x'>")).isEqualTo("image/svg+xml");
    }

    @Test
    void textIsUtf8WithoutControlCharacters() {
        assertThat(Sniffer.mediaType("Рахунок №7\r\n\tдякую".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("text/plain");
        assertThat(type("MZ is how this note begins")).isEqualTo("text/plain");
        assertThat(type("abc\0def")).isEqualTo(Sniffer.UNKNOWN);
        assertThat(type("caf\u00e9")).isEqualTo(Sniffer.UNKNOWN);
        assertThat(type("")).isEqualTo(Sniffer.UNKNOWN);
    }

    @Test
    void aTextThatIsCutAmidACharacterIsStillText() {
        var long8 = "є".repeat(MediaStore.HEAD).getBytes(StandardCharsets.UTF_8);
        var head = new byte[MediaStore.HEAD];
        head[0] = 'x';
        System.arraycopy(long8, 0, head, 1, MediaStore.HEAD - 1);

        assertThat(Sniffer.mediaType(head)).isEqualTo("text/plain");
    }

    private static String type(String head) {
        return Sniffer.mediaType(latin(head));
    }
}
