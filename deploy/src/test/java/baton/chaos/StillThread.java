package baton.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clients' thread, on which time passes only when a test says so. What is to be done at once is done by whoever says so. */
final class StillThread extends ScheduledThreadPoolExecutor {

    private record Task(long at, Runnable what) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now;

    StillThread() {
        super(0);
    }

    void pass(long millis) {
        var until = now + millis;
        for (var task = next(until); task != null; task = next(until)) {
            now = task.at;
            tasks.remove(task);
            task.what.run();
        }
        now = until;
    }

    /** In how many milliseconds there is something to do. */
    long next() {
        return tasks.stream().mapToLong(Task::at).min().orElseThrow() - now;
    }

    private Task next(long until) {
        return tasks.stream()
                .filter(task -> task.at <= until)
                .min(Comparator.comparingLong(Task::at))
                .orElse(null);
    }

    @Override
    public void execute(Runnable what) {
        what.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable what, long delay, TimeUnit unit) {
        tasks.add(new Task(now + unit.toMillis(delay), what));
        return super.schedule((Callable<Object>) () -> "", 0, TimeUnit.MILLISECONDS);
    }
}
