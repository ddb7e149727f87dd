package baton.engine.agent;

import java.util.Locale;
import java.util.Optional;

/** Whether an agent takes work. */
public enum Presence {
    OFFLINE,
    AVAILABLE,
    AWAY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is none of ours. */
    public static Optional<Presence> of(String word) {
        return switch (word) {
            case "offline" -> Optional.of(OFFLINE);
            case "available" -> Optional.of(AVAILABLE);
            case "away" -> Optional.of(AWAY);
            default -> Optional.empty();
        };
    }
}
