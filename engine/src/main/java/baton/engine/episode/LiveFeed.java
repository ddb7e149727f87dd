package baton.engine.episode;

import baton.engine.episode.EpisodeCommand.FollowEpisode;
import baton.engine.episode.EpisodeCommand.FollowerGone;
import baton.engine.episode.EpisodeState.Opened;
import baton.engine.follow.Followers;
import baton.engine.follow.Following;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import java.util.EnumMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Who looks at an episode now, and what each has been sent of it: entries without a gap, and the state when it is another one. */
final class LiveFeed {

    /** Entries up to this number, and this state. */
    private record Reader(Party party, int upTo, EpisodeView view) {}

    private final String episodeId;
    private final CallBackRule rule;
    private final Outlets outlets;
    private final Followers<EpisodeCommand, Feed, Reader> followers;

    LiveFeed(String episodeId, CallBackRule rule, Outlets outlets, ActorContext<EpisodeCommand> context) {
        this.episodeId = episodeId;
        this.rule = rule;
        this.outlets = outlets;
        this.followers = new Followers<>(context, FollowerGone::new);
    }

    /** Sends what there is after the number that the reader has. */
    Following add(FollowEpisode command, EpisodeState state) {
        var last = state instanceof Opened opened ? opened.story().timeline().last() : 0;
        var after = command.after() > last ? 0 : command.after(); // who knows more than there is begins anew
        var following =
                followers.add(command.follower(), new Reader(command.party(), after, EpisodeView.getDefaultInstance()));
        push(state);
        return following.to(command.look());
    }

    void remove(ActorRef<Feed> follower) {
        followers.remove(follower);
    }

    int count() {
        return followers.count();
    }

    /** Everybody gets what is new to them. */
    void push(EpisodeState state) {
        if (!(state instanceof Opened opened)) {
            return;
        }
        var timeline = opened.story().timeline();
        var views = new EnumMap<Party, EpisodeView>(Party.class);
        followers.each((follower, reader) -> {
            EpisodeFeed.entries(episodeId, timeline, reader.party(), reader.upTo())
                    .forEach(follower::tell);
            var view = views.computeIfAbsent(
                    reader.party(), party -> EpisodeFeed.view(episodeId, opened, party, rule, outlets));
            if (!EpisodeFeed.looksAs(view, reader.view())) {
                follower.tell(Feed.newBuilder().setEpisode(view).build());
            }
            followers.note(follower, new Reader(reader.party(), timeline.last(), view));
        });
    }

    /** Passes on what is not stored. What agents do among themselves does not get to customers. */
    void show(Feed frame, boolean toCustomers) {
        followers.each((follower, reader) -> {
            if (toCustomers || reader.party() == Party.AGENT) {
                follower.tell(frame);
            }
        });
    }
}
