package baton.e2e;

import baton.testbed.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code /metrics} of a node says at a moment. */
record Scrape(String text) {

    static Scrape of(Place place) {
        return new Scrape(Web.text(place.managed("/metrics")));
    }

    /** The names of all series, as Prometheus would know them. */
    Set<String> names() {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    /** The names of all that is ours, as a page would explain them: a histogram's largest value belongs to the histogram. */
    Set<String> families() {
        return text.lines()
                .filter(line -> line.startsWith("# TYPE baton_"))
                .map(line -> line.split(" ")[2])
                .filter(name -> !name.endsWith("_seconds_max"))
                .collect(Collectors.toSet());
    }

    /** The sum of all series of that name that have these labels, and maybe others; 0 if there is none. */
    double sum(String name, Map<String, String> labels) {
        var wanted = labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .toList();
        return text.lines()
                .filter(line -> line.split("[{ ]", 2)[0].equals(name) && contains(line, wanted))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static boolean contains(String line, List<String> labels) {
        return labels.stream().allMatch(line::contains);
    }
}
