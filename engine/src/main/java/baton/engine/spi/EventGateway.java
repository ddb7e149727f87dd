package baton.engine.spi;

import baton.engine.spi.ChannelGateway.AccountRules;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Delivery;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A door through which a company's own programs follow along: each entry of each conversation is told, in order per conversation. */
public interface EventGateway extends Gateway {

    /** Which kinds of entries this account wants, for example {@code messageReceived}; empty: all. */
    Set<String> wanted(ChannelAccount account);

    /**
     * Tells of one entry. At least once per entry, the entries of one conversation one after another and in order. Never blocks; the
     * engine sees to pauses and repeats.
     *
     * @param id the same whenever the same entry is told
     * @param json an {@code EpisodeNews}
     * @return what came of it; a stage that fails counts as {@code Postponed}
     */
    CompletionStage<Delivery> tell(ChannelAccount account, String id, String json);

    /** What an account needs: whoever operates the node is told what is missing. */
    AccountRules accountRules();
}
