package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.FixedTenants;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.Tenant;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    private final Announcements announcements = new Announcements(FixedTenants.of(Tenant.newBuilder()
            .setId("acme")
            .setCompany("Acme & Sons")
            .addReplies(Reply.newBuilder().setId("b").setText("second").addTags("tell-closed"))
            .addReplies(Reply.newBuilder()
                    .setId("a")
                    .setText("{{company}} is closed, {{customer.name}}")
                    .addTags("night")
                    .addTags("tell-closed"))
            .build()));

    @Test
    void theFirstReplyWithTheTagIsTold() {
        assertThat(announcements.text("acme", "closed")).contains("Acme & Sons is closed,");
    }

    @Test
    void aCompanyWithoutWordsSaysNothing() {
        assertThat(announcements.text("acme", "long-wait")).isEmpty();
        assertThat(announcements.text("globex", "closed")).isEmpty();
    }
}
