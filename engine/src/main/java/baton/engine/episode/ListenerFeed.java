package baton.engine.episode;

import baton.engine.episode.EpisodeErrand.TellListener;
import baton.engine.journal.Times;
import baton.protocol.client.v1.Entry;
import baton.protocol.client.v1.EpisodeNews;

/** What programs that follow along are told of one entry: what agents see. */
public final class ListenerFeed {

    private ListenerFeed() {}

    public static EpisodeNews news(String tenant, TellListener tell) {
        return EpisodeNews.newBuilder()
                .setType("episode." + EpisodeFormat.kind(tell.event()))
                .setTimestamp(Times.write(tell.event().at()))
                .setData(EpisodeNews.Data.newBuilder()
                        .setTenant(tenant)
                        .setEpisodeId(tell.episodeId())
                        .setCustomerId(tell.customerId())
                        .setEntry(Entry.newBuilder()
                                .setNumber(tell.number())
                                .setEvent(EpisodeFeed.out(tell.event(), Party.AGENT))))
                .build();
    }
}
