package baton.engine.node;

import baton.engine.spi.Tenants.ChannelAccount;

/** Letters in bottles: who has written one nobody knows, whatever stands below it. */
final class Bottles extends Pigeons {

    @Override
    public String name() {
        return "bottle";
    }

    @Override
    public boolean provesSender(ChannelAccount account) {
        return false;
    }
}
