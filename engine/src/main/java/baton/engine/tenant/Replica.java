package baton.engine.tenant;

import baton.engine.follow.Following;
import baton.engine.follow.Pursuit;
import baton.engine.tenant.DirectoryCommand.FollowDirectory;
import baton.protocol.journal.v1.DirectoryPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Follows the {@link Directory} without a gap, wherever it lives, and says when something has changed. */
final class Replica extends AbstractBehavior<Replica.Message> {

    sealed interface Message {}

    private record Pushed(DirectoryPage page) implements Message {}

    private record Found(Following following) implements Message {}

    private record FollowAgain() implements Message {}

    private final Pursuit<Message> directory;
    private final BiConsumer<DirectoryState, DirectoryState> changed;
    private final List<DirectoryPage> pages = new ArrayList<>();

    private DirectoryState state = DirectoryState.empty();
    private boolean complete;

    private Replica(
            Consumer<DirectoryCommand> directory,
            BiConsumer<DirectoryState, DirectoryState> changed,
            ActorContext<Message> context,
            TimerScheduler<Message> timers) {
        super(context);
        this.changed = changed;
        var pushed = context.messageAdapter(DirectoryPage.class, Pushed::new);
        var found = context.messageAdapter(Following.class, Found::new);
        this.directory = new Pursuit<>(
                context,
                timers,
                new FollowAgain(),
                () -> directory.accept(new FollowDirectory(state.last(), pushed, found)));
        this.directory.askAgain();
    }

    /** @param changed is told what was known and what is known now; called once at least, with nothing if there is nothing */
    static Behavior<Message> create(
            Consumer<DirectoryCommand> directory, BiConsumer<DirectoryState, DirectoryState> changed) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Replica(directory, changed, context, timers)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Pushed.class, pushed -> run(() -> pushed(pushed.page())))
                .onMessage(Found.class, found -> run(() -> directory.found(found.following())))
                .onMessage(FollowAgain.class, again -> run(directory::askAgain))
                .build();
    }

    private Behavior<Message> run(Runnable effect) {
        effect.run();
        return this;
    }

    /** Pages of one change come one after the other; a page that does not follow begins anew or is a gap. */
    private void pushed(DirectoryPage page) {
        if (page.getPage() == 1) {
            pages.clear();
        }
        if (page.getPage() != pages.size() + 1 || !belongs(page)) {
            pages.clear();
            directory.askAgain();
            return;
        }
        pages.add(page);
        if (page.getPage() == page.getOf()) {
            take(page);
            pages.clear();
        }
    }

    private boolean belongs(DirectoryPage page) {
        return pages.isEmpty()
                || (pages.get(0).getUpTo() == page.getUpTo()
                        && pages.get(0).getOf() == page.getOf()
                        && pages.get(0).getWhole() == page.getWhole());
    }

    private void take(DirectoryPage last) {
        if (last.getWhole()) {
            become(DirectoryState.empty());
        } else if (last.getAfter() == state.last()) {
            become(state);
        } else if (last.getUpTo() > state.last()) {
            directory.askAgain();
        }
    }

    private void become(DirectoryState from) {
        var next = from;
        for (var page : pages) {
            for (var event : page.getEventsList()) {
                next = next.after(DirectoryFormat.in(event));
            }
        }
        var before = state;
        state = next;
        if (!complete || !before.equals(next)) {
            complete = true;
            changed.accept(before, next);
        }
    }
}
