package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileKindsTest {

    private final FileKinds kinds =
            new FileKinds(List.of("image/png", "text/plain", "text/html", "application/msword"));

    @Test
    void whatIsOnTheListIsTakenByWhatItIs() {
        assertThat(kinds.rule("invoice.pdf").check(Bytes.PNG)).isEqualTo("image/png");
        assertThat(kinds.rule("").check(Bytes.PNG)).isEqualTo("image/png");
        assertThatThrownBy(() -> kinds.rule("picture.png").check(Bytes.PDF)).isInstanceOf(MediaStore.NotAllowed.class);
    }

    @Test
    void aNameThatEndsLikeAProgramIsRefusedThoughItLooksHarmless() {
        assertThatThrownBy(() -> kinds.rule("run.BAT").check(Bytes.latin("echo hello")))
                .isInstanceOf(MediaStore.NotAllowed.class);
        assertThatThrownBy(() -> kinds.rule("page.html").check(Bytes.PAGE)).isInstanceOf(MediaStore.NotAllowed.class);
        assertThat(kinds.rule("exe").check(Bytes.latin("a note"))).isEqualTo("text/plain");
    }

    @Test
    void oldOfficeFilesAreToldApartByTheirNames() {
        var ole = Bytes.latin("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1");

        assertThat(kinds.rule("letter.doc").check(ole)).isEqualTo("application/msword");
        assertThatThrownBy(() -> kinds.rule("setup").check(ole)).isInstanceOf(MediaStore.NotAllowed.class);
    }

    @Test
    void namesAreFitForDisks() {
        assertThat(FileKinds.name("../../etc/passwd\n", "file", "text/plain")).isEqualTo("file.._.._etc_passwd_");
        assertThat(FileKinds.name("", "image", "image/jpeg")).isEqualTo("image.jpg");
        assertThat(FileKinds.name("photo", "image", "image/png")).isEqualTo("photo.png");
        assertThat(FileKinds.name("annual\u202egnp.exe", "image", "image/png")).isEqualTo("annual_gnp.exe");
        assertThat(FileKinds.name("x".repeat(300) + ".pdf", "file", "application/pdf"))
                .hasSize(80)
                .endsWith("x.pdf");
    }
}
