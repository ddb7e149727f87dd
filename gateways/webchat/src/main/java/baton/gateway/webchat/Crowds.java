package baton.gateway.webchat;

import baton.engine.web.Trials;
import baton.gateway.webchat.WebchatSettings.Rate;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What all who come from one network address may do together: anybody can be as many visitors as they like, and each connection has its own pace.
 * Thread-safe.
 */
final class Crowds {

    private final Trials messages;
    private final Trials visitors;

    Crowds(WebchatSettings settings, InstantSource clock) {
        this.messages = trials(settings.addressMessages(), clock);
        this.visitors = trials(settings.addressVisitors(), clock);
    }

    private static Trials trials(Rate rate, InstantSource clock) {
        return new Trials(clock, rate.burst(), rate.every());
    }

    Crowd at(String address) {
        return new Crowd(address, messages, visitors);
    }

    /** Those at one address. */
    record Crowd(String address, Trials messages, Trials visitors) {

        /** Zero: one of them may write, or have something else done. Otherwise how long to wait. */
        Duration write() {
            return messages.take(address);
        }

        /** Zero: one who was never here may come in. Otherwise how long to wait. */
        Duration comeIn() {
            return visitors.take(address);
        }
    }
}
