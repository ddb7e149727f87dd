package baton.chaos;

import baton.launcher.Problem;
import baton.testbed.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What goes wrong. Each returns when it is over and all nodes are there again. */
enum Fault {
    KILL("kill", "nodes are killed and started again, ten times, whichever and whenever", 20) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            killSome(10, premises, traffic, random);
        }
    },
    KILL_TWICE("kill-twice", "the same, twice", 20) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            killSome(2, premises, traffic, random);
        }
    },
    KILL_OLDEST("kill-oldest", "the node with the coordinators is killed", 20) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            var oldest = premises.oldest();
            premises.kill(oldest);
            traffic.awaitMore(SOME);
            premises.startAgain(oldest);
        }
    },
    ROLLING_RESTART("rolling-restart", "each node leaves in order and comes back", 15) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            for (var node = 0; node < Premises.NODES; node++) {
                traffic.leaves(premises.places().get(node).http());
                premises.leave(node);
                traffic.awaitMore(SOME);
                traffic.hasLeft();
                premises.startAgain(node);
                traffic.awaitMore(SOME);
            }
        }
    },
    PAUSE("pause", "the oldest node stands still for 10 s (SIGSTOP)", 30) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            standStill(Duration.ofSeconds(10), premises, traffic);
        }
    },
    LONG_PAUSE("long-pause", "the oldest node stands still for 60 s, is given up, and goes on", 40) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            standStill(Duration.ofSeconds(60), premises, traffic);
        }
    },
    PARTITION("partition", "the oldest node is cut off from the others, and from nobody else", 40, Need.PACKET_FILTER) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            var alone = premises.oldest();
            var others = new ArrayList<>(ALL);
            others.remove(Integer.valueOf(alone));
            try (var cut = new Partition(List.of(others, List.of(alone)))) {
                awaitEnd(premises, List.of(alone));
                traffic.awaitMore(SOME);
            }
            premises.startAgain(alone);
        }
    },
    SPLIT("split", "no node sees another", 30, Need.PACKET_FILTER) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            try (var cut = new Partition(ALL.stream().map(List::of).toList())) {
                awaitEnd(premises, ALL);
            }
            premises.startAgain(ALL);
        }
    },
    DATABASE_RESTART("database-restart", "Cassandra is stopped and started", 20) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) {
            premises.database().restart();
        }
    },
    DATABASE_KILL("database-kill", "Cassandra is killed and started", 20) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            premises.database().kill();
        }
    },
    DATABASE_PAUSE("database-pause", "Cassandra stands still for 30 s (SIGSTOP)", 20) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            premises.database().pause();
            TimeUnit.SECONDS.sleep(30);
            premises.database().goOn();
        }
    },
    DATABASE_DISK_FULL(
            "database-disk-full",
            "nothing fits on Cassandra's disk any more, until somebody makes room",
            30,
            Need.DISK) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            premises.fillDisk();
        }
    },
    CLOCK_FORWARD("clock-forward", "the clock of the oldest node jumps an hour ahead, and back", 20, Need.CLOCKS) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            jump(Duration.ofHours(1), premises, traffic);
        }
    },
    CLOCK_BACK("clock-back", "the clock of the oldest node jumps an hour back, and ahead", 20, Need.CLOCKS) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            jump(Duration.ofHours(-1), premises, traffic);
        }
    },
    EVERYTHING("everything", "all nodes and Cassandra are killed at once", 30) {
        @Override
        void strike(Premises premises, Traffic traffic, Random random) throws Exception {
            for (var node : ALL) {
                premises.kill(node);
            }
            premises.database().kill();
            premises.startAgain(ALL);
        }
    };

    private static final Set<Fault> OUTAGES =
            EnumSet.of(SPLIT, DATABASE_RESTART, DATABASE_KILL, DATABASE_PAUSE, DATABASE_DISK_FULL, EVERYTHING);
    private static final int SOME = 60;
    private static final long END_SECONDS = 90;
    private static final List<Integer> ALL =
            IntStream.range(0, Premises.NODES).boxed().toList();

    private final String word;
    private final String description;
    private final Duration patience;
    private final Need need;

    /** @param patience in seconds, see {@link #patience()} */
    Fault(String word, String description, int patience) {
        this(word, description, patience, Need.NOTHING);
    }

    Fault(String word, String description, int patience, Need need) {
        this.word = word;
        this.description = description;
        this.patience = Duration.ofSeconds(patience);
        this.need = need;
    }

    String word() {
        return word;
    }

    String description() {
        return description;
    }

    static Optional<Fault> of(String word) {
        return Arrays.stream(values()).filter(fault -> fault.word.equals(word)).findFirst();
    }

    /** What happens if nobody asks for anything. */
    static List<Fault> all() {
        return Arrays.stream(values()).filter(fault -> fault != KILL_TWICE).toList();
    }

    /** What {@code --short} does. */
    static List<Fault> some() {
        return List.of(KILL_TWICE, DATABASE_KILL);
    }

    /** What this machine must have for it. */
    Need need() {
        return need;
    }

    /**
     * For so long people may wait for an acknowledgement, on a slow machine with all of this on it; beside the time for which the fault lasts, if it
     * {@link #takesAllAway()}. Measured at most, while much else ran: 6 s when the oldest is killed, 9 s when nodes leave in order.
     */
    Duration patience() {
        return patience;
    }

    /** Whether nothing can be acknowledged while it lasts. */
    boolean takesAllAway() {
        return OUTAGES.contains(this);
    }

    abstract void strike(Premises premises, Traffic traffic, Random random) throws Exception;

    private static void killSome(int times, Premises premises, Traffic traffic, Random random) throws Exception {
        for (var kill = 0; kill < times; kill++) {
            traffic.awaitMore(random.nextInt(100));
            var node = random.nextInt(Premises.NODES);
            premises.kill(node);
            traffic.awaitMore(random.nextInt(100));
            premises.startAgain(node);
        }
    }

    /** Whether it is given up meanwhile depends on the time, and on who notices what. */
    private static void standStill(Duration time, Premises premises, Traffic traffic) throws Exception {
        var node = premises.oldest();
        var witness = (node + 1) % Premises.NODES;
        premises.pause(node);
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        premises.goOn(node);
        traffic.awaitMore(3 * SOME);
        if (premises.membersSeenBy(witness) < Premises.NODES) {
            awaitEnd(premises, List.of(node));
            premises.startAgain(node);
        }
    }

    private static void jump(Duration ahead, Premises premises, Traffic traffic) throws Exception {
        var clock = premises.clock(premises.oldest());
        clock.set(ahead);
        traffic.awaitMore(3 * SOME);
        clock.set(Duration.ZERO);
        traffic.awaitMore(3 * SOME);
    }

    private static void awaitEnd(Premises premises, List<Integer> nodes) throws InterruptedException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        for (var node : nodes) {
            while (!premises.hasEnded(node)) {
                if (System.nanoTime() > until) {
                    throw new Problem("Node " + (node + 1) + " was given up and does not end.");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}
