package baton.engine.work;

/** What an agent needs to serve a leg: a desk, or a telephone too. */
public enum Medium {
    TEXT,
    VOICE;

    public String word() {
        return this == TEXT ? "text" : "voice";
    }

    public static Medium of(String word) {
        return switch (word) {
            case "text" -> TEXT;
            case "voice" -> VOICE;
            default -> throw new IllegalArgumentException("medium: '" + word + "' (expected: text or voice)");
        };
    }
}
