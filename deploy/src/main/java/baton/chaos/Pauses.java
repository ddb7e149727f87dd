package baton.chaos;

import baton.report.Json;
import baton.report.Samples;
import java.time.Duration;
import java.util.List;

/**
 * How long people waited for an acknowledgement: the longest wait of each, in milliseconds, the shortest first.
 *
 * @param customers of their messages
 * @param agents of their deeds at the desk
 * @param bound that nobody may exceed
 */
record Pauses(List<Double> customers, List<Double> agents, Duration bound) {

    static Pauses of(List<Account> accounts, Duration bound) {
        return new Pauses(millis(accounts, true), millis(accounts, false), bound);
    }

    private static List<Double> millis(List<Account> accounts, boolean customers) {
        return accounts.stream()
                .filter(account -> account.isCustomer() == customers)
                .mapToLong(Account::longest)
                .filter(longest -> longest > 0)
                .sorted()
                .mapToObj(longest -> longest / 1e6)
                .toList();
    }

    /** Of the customers; not a number if nobody waited for anything. */
    double percentile(double percent) {
        return customers.isEmpty()
                ? Double.NaN
                : Samples.of(customers.stream()
                                .mapToLong(millis -> Math.round(millis * 1e6))
                                .toArray())
                        .percentile(percent);
    }

    Json json() {
        return new Json().with("customers", customers).with("agents", agents);
    }
}
