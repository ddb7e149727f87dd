package baton.engine.customer;

import java.time.Instant;
import java.util.Comparator;

/**
 * What a customer did elsewhere, as one of the company's own programs tells it.
 *
 * @param id the program's own: told twice it is one
 * @param kind "purchase", "visit", or another word of the company's
 * @param amount a decimal number; empty for none
 * @param currency ISO 4217; empty for none
 * @param url where agents can read more, always https; empty for nowhere
 */
public record Activity(String id, Instant at, String kind, String title, String amount, String currency, String url) {

    /** A total order, so that it is always the same ones that are forgotten. */
    static final Comparator<Activity> NEWEST_FIRST =
            Comparator.comparing(Activity::at).reversed().thenComparing(Activity::id);
}
