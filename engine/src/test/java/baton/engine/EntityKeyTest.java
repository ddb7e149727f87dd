package baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EntityKeyTest {

    @Test
    void itIsReadAsItIsWritten() {
        var key = new EntityKey("acme", "phone:+380|501");

        assertThat(key).hasToString("acme|phone:+380|501");
        assertThat(EntityKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void itsNameInTheJournalNeverChanges() {
        assertThat(new EntityKey("acme", "e1").persistenceId("episode").id()).isEqualTo("episode|acme|e1");
    }

    @Test
    void noCompanyReachesIntoAnother() {
        assertThatThrownBy(() -> new EntityKey("acme|globex", "e1"))
                .hasMessage("tenant: 'acme|globex' (expected: not empty, without '|')");
        assertThatThrownBy(() -> new EntityKey("", "e1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EntityKey("acme", "")).hasMessage("id: '' (expected: not empty)");
        assertThatThrownBy(() -> EntityKey.parse("acme")).hasMessage("key: 'acme' (expected: tenant|id)");
    }
}
