package baton.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Engine;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.config.v1.Tenant;
import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.Test;

class AccountCheckTest {

    private static final DoorChannels CHANNELS = new DoorChannels(List.of(new Pigeons()));

    @Test
    void anAccountWithEverythingIsFine() {
        assertThat(problems(account("pigeon").putSettings("loft", "north").putSecrets("ring", "42")))
                .isEmpty();
    }

    @Test
    void whatIsMissingIsNamedAndNoSecretIsTold() {
        assertThat(problems(account("pigeon").putSettings("loft", "").putSecrets("corn", "yellow")))
                .containsExactly(
                        "the account of acme with pigeon lacks the setting loft",
                        "the account of acme with pigeon lacks the secret ring");
    }

    @Test
    void anAccountWithoutADoorIsNamed() {
        assertThat(problems(account("smoke")))
                .containsExactly("the account of acme with smoke is of no use: there is no door of that name");
    }

    private static List<String> problems(baton.protocol.config.v1.ChannelAccount.Builder account) {
        var tenant = Tenant.newBuilder().setId("acme").addAccounts(account).build();
        return AccountCheck.problems(Tenants.Tenant.of(tenant, 1), CHANNELS);
    }

    private static baton.protocol.config.v1.ChannelAccount.Builder account(String channel) {
        return baton.protocol.config.v1.ChannelAccount.newBuilder().setChannel(channel);
    }

    private static final class Pigeons implements ChannelGateway {

        @Override
        public String name() {
            return "pigeon";
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.getDefaultInstance();
        }

        @Override
        public AccountRules accountRules() {
            return new AccountRules(List.of("loft"), List.of("ring"), List.of());
        }

        @Override
        public CompletionStage<Delivery> deliver(ChannelAccount account, OutboundMessage message) {
            return CompletableFuture.completedStage(Delivery.getDefaultInstance());
        }

        @Override
        public CompletionStage<Route> open(Engine engine) {
            return CompletableFuture.completedStage(Directives.reject());
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedStage(null);
        }
    }
}
