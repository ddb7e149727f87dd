package baton.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures for people: the first column to the left, the others to the right; what is no number is a dash. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(List.of(head));
    }

    public Table row(Object... cells) {
        rows.add(IntStream.range(0, cells.length).mapToObj(i -> cell(cells[i])).toList());
        return this;
    }

    private static String cell(Object value) {
        if (value instanceof Double number && number.isNaN()) {
            return "-";
        } else if (value instanceof Double number) {
            var digits = Math.abs(number) >= 1000 ? "%,.0f" : Math.abs(number) >= 10 ? "%.1f" : "%.2f";
            return String.format(java.util.Locale.ROOT, digits, number);
        }
        return value instanceof Integer number
                ? String.format(java.util.Locale.ROOT, "%,d", number)
                : String.valueOf(value);
    }

    @Override
    public String toString() {
        var widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> String.format((column == 0 ? "%-" : "%") + widths[column] + "s", row.get(column)))
                .collect(Collectors.joining("  ", "  ", ""));
    }
}
