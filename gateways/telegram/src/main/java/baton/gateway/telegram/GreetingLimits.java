package baton.gateway.telegram;

import baton.engine.web.Trials;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A greeting does not go the way on which what agents write keeps Telegram's limits, so it has narrower ones of its own: whoever presses START again and again,
 * or whose update Telegram tells twice, is greeted once. What a flood would use up is wanted for answers. Thread-safe.
 */
final class GreetingLimits {

    private static final Duration PAUSE_OF_CHAT = Duration.ofMinutes(1);
    private static final int BURST_OF_COMPANY = 10;
    private static final Duration PAUSE_OF_COMPANY = Duration.ofSeconds(1);

    private final Trials chats;
    private final Trials companies;

    GreetingLimits(InstantSource clock) {
        this.chats = new Trials(clock, 1, PAUSE_OF_CHAT);
        this.companies = new Trials(clock, BURST_OF_COMPANY, PAUSE_OF_COMPANY);
    }

    boolean allow(String tenant, String chat) {
        return chats.take(tenant + "/" + chat).isZero()
                && companies.take(tenant).isZero();
    }
}
