package baton.engine.node;

import baton.engine.EntityKey;
import baton.engine.egress.Connector;
import baton.engine.spi.Channels;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Optional;

/** Opens the connection of an account over the door of its channel. */
record DoorConnector(EntityKey key, Tenants tenants, Channels channels) implements Connector<ChannelAccount> {

    @Override
    public Optional<ChannelAccount> account() {
        return tenants.byId(key.tenant())
                .flatMap(tenant -> tenant.account(key.id()))
                .filter(account -> channels.byName(key.id())
                        .filter(door -> door.connects(account))
                        .isPresent());
    }

    @Override
    public Connection open(ChannelAccount account) {
        var line = channels.byName(key.id()).orElseThrow().connect(key.tenant(), account);
        return new Connection() {

            @Override
            public boolean up() {
                return line.up();
            }

            @Override
            public void close() {
                line.close();
            }
        };
    }
}
