package baton.engine.agent;

import java.util.Locale;
import java.util.Optional;

/** Whether an agent takes work. */
public enum Presence {
    OFFLINE,
    AVAILABLE,
    AWAY,
    /** Works on what is in hand, takes nothing new. */
    BUSY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is none of ours. */
    public static Optional<Presence> of(String word) {
        return switch (word) {
            case "offline" -> Optional.of(OFFLINE);
            case "available" -> Optional.of(AVAILABLE);
            case "away" -> Optional.of(AWAY);
            case "busy" -> Optional.of(BUSY);
            default -> Optional.empty();
        };
    }
}
