package baton.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void whatIsNotSaidIsAsInTheReadme() {
        var settings = Main.settings();

        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.telegram().webhook()).isEqualTo("http://127.0.0.1:8080/hooks/telegram/demo");
    }

    @Test
    void portHooksAndTenantCanBeChosen() {
        var settings = Main.settings("--port", "9001", "--hooks", "http://127.0.0.1:18080", "--tenant", "acme");

        assertThat(settings.port()).isEqualTo(9001);
        assertThat(settings.telegram().webhook()).isEqualTo("http://127.0.0.1:18080/hooks/telegram/acme");
        assertThat(settings.accounts("http://127.0.0.1:9001")).contains("http://127.0.0.1:9001/telegram");
    }

    @Test
    void aNameWithADashIsWrittenAsEachMessengerCan() {
        var settings = Main.settings("--tenant", "acme-shop");

        assertThat(settings.accounts("http://127.0.0.1:8090"))
                .contains("uri: acme-shop", "username: \"acme_shop\"", "name: \"acme_shop\"");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThatThrownBy(() -> Main.settings("--prot", "1")).hasMessageContaining("--prot");
        assertThatThrownBy(() -> Main.settings("--port")).hasMessageContaining("--port");
        assertThatThrownBy(() -> Main.settings("--port", "99999")).hasMessageContaining("99999");
    }
}
