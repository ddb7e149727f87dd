package baton.bench;

import baton.engine.routing.Availability;
import baton.engine.routing.Availability.Competence;
import baton.engine.routing.Availability.Load;
import baton.engine.routing.Availability.Status;
import baton.engine.routing.Rules;
import baton.engine.routing.RulesFormat;
import baton.engine.routing.WorkItem;
import baton.engine.work.Medium;
import baton.engine.work.Purpose;
import baton.engine.work.Wishes;
import baton.engine.work.Work;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Step;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A company of any size with the same needs at every size: 10 queues, 20 skills, two of them for each queue, and five segments of
 * customers that shift the levels: 50 different needs. Each agent knows three queues.
 */
final class RoutingCompany {

    static final int QUEUES = 10;
    static final int SKILLS = 20;
    static final int NEEDS = 50;

    private static final List<String> SEGMENTS = List.of("a", "b", "c", "d", "e");
    private static final int QUEUES_OF_AN_AGENT = 3;
    private static final int[] LEVELS = {5, 3};
    private static final int LEAST_LEVEL = 3;
    private static final int LEVELS_ABOVE = 8;

    private final SplittableRandom random;
    private final Competence[] competences;
    private final long[] versions;
    private int works;

    RoutingCompany(int agents, long seed) {
        this.random = new SplittableRandom(seed);
        this.competences = new Competence[agents];
        this.versions = new long[agents];
        for (var agent = 0; agent < agents; agent++) {
            competences[agent] = competence();
        }
    }

    private Competence competence() {
        var skills = new TreeMap<String, Integer>();
        var queues = new TreeMap<String, Integer>();
        while (queues.size() < QUEUES_OF_AN_AGENT) {
            var queue = random.nextInt(QUEUES);
            queues.put(queueId(queue), 1 + random.nextInt(2));
            skills.put(skill(2 * queue), LEAST_LEVEL + random.nextInt(LEVELS_ABOVE));
            skills.put(skill(2 * queue + 1), LEAST_LEVEL + random.nextInt(LEVELS_ABOVE));
        }
        return new Competence(skills, queues, false);
    }

    static Rules rules() {
        var tenant = Tenant.newBuilder().setDefaultQueue(queueId(0));
        for (var queue = 0; queue < QUEUES; queue++) {
            tenant.addQueues(queue(queue));
        }
        return RulesFormat.read(tenant.build(), 1);
    }

    private static Queue queue(int number) {
        var queue = Queue.newBuilder()
                .setId(queueId(number))
                .addSteps(Step.newBuilder()
                        .setAfter(Duration.getDefaultInstance())
                        .putSkills(skill(2 * number), LEVELS[0])
                        .putSkills(skill(2 * number + 1), LEVELS[1]));
        for (var segment = 0; segment < SEGMENTS.size(); segment++) {
            queue.addSegmentsBuilder().setSegment(SEGMENTS.get(segment)).setLevel(segment - 2);
        }
        return queue.build();
    }

    private static String queueId(int number) {
        return "queue-" + number;
    }

    private static String skill(int number) {
        return "skill-" + number;
    }

    int agents() {
        return competences.length;
    }

    static String agentId(int number) {
        return "agent-" + number;
    }

    static int agentNumber(String agentId) {
        return Integer.parseInt(agentId.substring(6));
    }

    /** What this company has said and sent so far has been said and sent by another object with the same seed. */
    void goOn(int worksSoFar) {
        works = worksSoFar;
        Arrays.fill(versions, 1_000_000);
    }

    int anyAgent() {
        return random.nextInt(competences.length);
    }

    /** As the agent says it next. */
    Availability says(int agent, boolean free, Instant now) {
        return new Availability(
                agentId(agent),
                "Agent " + agent,
                ++versions[agent],
                1,
                new Status("available", "", Instant.EPOCH, false, false),
                competences[agent],
                new Load(
                        Map.of(Availability.TEXT, 1),
                        free ? Map.of() : Map.of(Availability.TEXT, 1),
                        0,
                        0,
                        false,
                        free ? List.of() : List.of("episode-of-" + agent)),
                now);
    }

    /** Somebody who needs anything. */
    WorkItem work(Instant now) {
        return work(random.nextInt(QUEUES), random.nextInt(SEGMENTS.size()), now);
    }

    /** Somebody who needs the same, so that as many always wait for the same. */
    WorkItem like(String workId, Instant now) {
        var parts = workId.split("-", 4);
        return work(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), now);
    }

    private WorkItem work(int queue, int segment, Instant now) {
        var number = works++;
        var work = new Work(
                "work-" + queue + "-" + segment + "-" + number,
                Purpose.SERVE,
                Medium.TEXT,
                "webchat",
                "",
                queueId(queue),
                SEGMENTS.get(segment),
                now,
                now,
                Wishes.none());
        return new WorkItem("episode-" + number, work);
    }
}
