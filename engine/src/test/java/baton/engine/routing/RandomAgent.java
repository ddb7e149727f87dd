package baton.engine.routing;

import baton.engine.routing.RandomCompany.Answer;
import baton.engine.work.Medium;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** An agent as the queue meets one: has places, is asked, makes up their mind, and says of it later. */
final class RandomAgent {

    private final String agentId;
    private final Random random;
    private final Map<String, QueueState.Offered> asked = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, String> hands = new HashMap<>();
    private final List<Availability> said = new ArrayList<>();
    private final Map<String, Integer> queues = new HashMap<>();
    private final Map<String, Integer> skills = new HashMap<>();
    private String presence = "available";
    private boolean disconnected;
    private boolean phone = true;
    private boolean uninterruptible;
    private long version;
    private Instant idleSince = Instant.EPOCH;

    RandomAgent(String agentId, Random random) {
        this.agentId = agentId;
        this.random = random;
        isTrained();
        remember();
    }

    String agentId() {
        return agentId;
    }

    private void isTrained() {
        queues.clear();
        skills.clear();
        for (var queue : List.of("main", "sales", "night")) {
            if (random.nextInt(3) > 0) {
                queues.put(queue, 1 + random.nextInt(2));
            }
        }
        skills.put("english", random.nextInt(10));
        skills.put("tech", random.nextInt(10));
        uninterruptible = random.nextInt(3) == 0;
    }

    /** Goes, comes, loses the desk, is trained, finishes something. */
    void changes(Instant now) {
        switch (random.nextInt(6)) {
            case 0 -> presence = List.of("available", "busy", "away", "offline").get(random.nextInt(4));
            case 1 -> disconnected = random.nextInt(3) == 0;
            case 2 -> phone = random.nextInt(4) > 0;
            case 3 -> isTrained();
            case 4 -> hands.clear();
            default -> presence = "available";
        }
        idleSince = now;
        remember();
    }

    /** {@code late}: one of the last things said, not the newest. */
    Availability says(boolean late) {
        return late ? said.get(Math.max(0, said.size() - 1 - random.nextInt(3))) : said.get(said.size() - 1);
    }

    private void remember() {
        said.add(now(++version));
    }

    private Availability now(long ofVersion) {
        var report = Reporting.agent(agentId)
                .version(ofVersion)
                .is(presence)
                .serves(queues)
                .capacity("text", 2)
                .capacity("telegram", 1)
                .asked(pending(Medium.TEXT), pending(Medium.VOICE))
                .has(hands.keySet().stream().sorted().toArray(String[]::new))
                .idleSince(idleSince);
        skills.forEach(report::skill);
        for (var slot : List.of("text", "telegram", "phone")) {
            report.used(slot, (int) hands.values().stream().filter(slot::equals).count());
        }
        if (hands.containsValue("phone")) {
            report.talking();
        }
        if (disconnected) {
            report.disconnected();
        }
        if (!phone) {
            report.withoutPhone();
        }
        return uninterruptible ? report.uninterruptible().says() : report.says();
    }

    private int pending(Medium medium) {
        return (int) asked.values().stream().filter(offer -> offer.medium() == medium).count();
    }

    List<Answer> isAsked(QueueState.Offered offer, Instant now) {
        if (!known.add(offer.offerId())) {
            return List.of();
        }
        var work = offer.waiting().item().work();
        var obstacle =
                now(version).obstacle(work.medium(), work.channel(), offer.waiting().item().episodeId());
        if (obstacle.isPresent()) {
            return List.of(answer(offer, OfferOutcome.NO_CAPACITY));
        }
        asked.put(offer.offerId(), offer);
        remember();
        return List.of();
    }

    List<Answer> hearsItIsOff(QueueState.Offered offer, Instant now) {
        known.add(offer.offerId());
        if (asked.remove(offer.offerId()) != null) {
            remember();
        }
        return List.of(answer(offer, OfferOutcome.RESCINDED));
    }

    List<Answer> decides(Instant now) {
        if (asked.isEmpty() || random.nextInt(3) > 0) {
            return List.of();
        }
        var offer = asked.remove(asked.keySet().stream().sorted().findFirst().orElseThrow());
        var outcome = random.nextInt(3) > 0
                ? OfferOutcome.ACCEPTED
                : List.of(OfferOutcome.REJECTED, OfferOutcome.TIMED_OUT, OfferOutcome.BUSY, OfferOutcome.UNREACHABLE)
                        .get(random.nextInt(4));
        if (outcome == OfferOutcome.ACCEPTED) {
            var work = offer.waiting().item().work();
            var slot = work.medium() == Medium.VOICE ? "phone" : work.channel().equals("telegram") ? "telegram" : "text";
            hands.putIfAbsent(offer.waiting().item().episodeId(), slot);
            idleSince = now;
        }
        remember();
        return List.of(answer(offer, outcome));
    }

    private Answer answer(QueueState.Offered offer, OfferOutcome outcome) {
        return new Answer(offer.offerId(), offer.waiting().item().workId(), agentId, outcome);
    }

    /** There for everything and everybody, with room for all of it. */
    Availability isThereForEverything(Instant now) {
        idleSince = now;
        return Reporting.agent(agentId)
                .version(version += 1_000)
                .serves(Map.of("main", 1, "sales", 1, "night", 1))
                .skill("english", 10)
                .skill("tech", 10)
                .capacity("text", 1_000)
                .capacity("phone", 1_000)
                .idleSince(now)
                .says();
    }
}
