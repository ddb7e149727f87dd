package baton.chaos;

import baton.testbed.Clock;
import baton.testbed.Partition;
import baton.testbed.SmallDisk;

/** What a fault needs of the machine beyond processes. */
enum Need {
    NOTHING("") {
        @Override
        boolean isMet() {
            return true;
        }
    },
    PACKET_FILTER("root and iptables") {
        @Override
        boolean isMet() {
            return Partition.isPossible();
        }
    },
    DISK("root and mount") {
        @Override
        boolean isMet() {
            return SmallDisk.isPossible();
        }
    },
    CLOCKS("faketime") {
        @Override
        boolean isMet() {
            return Clock.isPossible();
        }
    };

    private final String description;

    Need(String description) {
        this.description = description;
    }

    /** For people; empty if it is nothing. */
    String description() {
        return description;
    }

    abstract boolean isMet();

    /** Whether installations are set up for it, and are a little slower for that. */
    boolean isBuiltIn() {
        return this == DISK || this == CLOCKS;
    }
}
