package baton.engine.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Who waits until a number is reached. */
final class Waiting {

    private final List<Wish> wishes = new ArrayList<>();
    private long reached;

    private record Wish(long number, CompletableFuture<Done> fulfilled) {}

    synchronized CompletionStage<Done> until(long number) {
        if (number <= reached) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        var wish = new Wish(number, new CompletableFuture<>());
        wishes.add(wish);
        return wish.fulfilled();
    }

    void reached(long number) {
        List<Wish> fulfilled;
        synchronized (this) {
            reached = Math.max(reached, number);
            fulfilled = wishes.stream().filter(wish -> wish.number() <= reached).toList();
            wishes.removeAll(fulfilled);
        }
        fulfilled.forEach(wish -> wish.fulfilled().complete(Done.getInstance()));
    }
}
