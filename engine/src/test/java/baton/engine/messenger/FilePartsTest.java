package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.gateway.v1.OutboundFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePartsTest {

    @ParameterizedTest
    @CsvSource({
        "offer 7.pdf, file, offer 7.pdf",
        "рахунок.pdf, file, file.pdf",
        "фото.PNG, image, image.PNG",
        "рахунок, file, file",
        "рахунок.пдф, file, file",
        "v1.2 (чернетка), '', file"
    })
    void aNameInOtherLettersBecomesWhatTheFileIs(String name, String kind, String expected) {
        var file = OutboundFile.newBuilder().setName(name).setKind(kind).build();

        assertThat(FileParts.inAscii(file).getName()).isEqualTo(expected);
    }
}
