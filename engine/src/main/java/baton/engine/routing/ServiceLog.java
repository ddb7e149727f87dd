package baton.engine.routing;

import java.time.Instant;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** How customers were served in the last half hour, minute by minute and queue by queue. */
record ServiceLog(PMap<String, PVector<ServiceLog.Minute>> queues) {

    private static final int MINUTES = 30;

    /**
     * @param number minutes since 1970
     * @param inTime of those taken, within the service level
     * @param abandoned who gave up
     */
    record Minute(long number, int taken, int inTime, int abandoned) {

        Minute plus(Minute other) {
            return new Minute(number, taken + other.taken, inTime + other.inTime, abandoned + other.abandoned);
        }
    }

    static ServiceLog empty() {
        return new ServiceLog(HashTreePMap.empty());
    }

    static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60);
    }

    ServiceLog taken(String queueId, boolean inTime, Instant at) {
        return plus(queueId, new Minute(minute(at), 1, inTime ? 1 : 0, 0));
    }

    ServiceLog abandoned(String queueId, Instant at) {
        return plus(queueId, new Minute(minute(at), 0, 0, 1));
    }

    ServiceLog plus(String queueId, Minute more) {
        PVector<Minute> log = queues.getOrDefault(queueId, TreePVector.empty());
        var last = log.isEmpty() ? null : log.get(log.size() - 1);
        var next = last != null && last.number() == more.number()
                ? log.with(log.size() - 1, last.plus(more))
                : log.plus(more);
        while (next.size() > MINUTES || next.get(0).number() <= more.number() - MINUTES) {
            next = next.minus(0);
        }
        return new ServiceLog(queues.plus(queueId, next));
    }

    /** The sum of the last 30 minutes. */
    Minute sum(String queueId, Instant now) {
        var from = minute(now) - MINUTES;
        List<Minute> log = queues.getOrDefault(queueId, TreePVector.empty());
        return log.stream()
                .filter(minute -> minute.number() > from)
                .reduce(new Minute(minute(now), 0, 0, 0), (sum, minute) -> sum.plus(minute));
    }
}
