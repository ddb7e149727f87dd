package baton.engine.spi;

import java.util.List;
import java.util.Optional;

/** The messengers for which this installation has doors. */
public interface Channels {

    List<ChannelGateway> all();

    Optional<ChannelGateway> byName(String channel);
}
