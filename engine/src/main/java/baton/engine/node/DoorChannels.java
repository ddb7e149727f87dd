package baton.engine.node;

import baton.engine.spi.ChannelGateway;
import baton.engine.spi.Channels;
import baton.engine.spi.Gateway;
import java.util.List;
import java.util.Optional;

/** The messengers among the doors on the class path. */
record DoorChannels(List<ChannelGateway> all) implements Channels {

    static DoorChannels among(List<Gateway> doors) {
        return new DoorChannels(doors.stream()
                .filter(ChannelGateway.class::isInstance)
                .map(ChannelGateway.class::cast)
                .toList());
    }

    @Override
    public Optional<ChannelGateway> byName(String channel) {
        return all.stream().filter(door -> door.name().equals(channel)).findFirst();
    }
}
