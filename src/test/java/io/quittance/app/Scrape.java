package io.quittance.app;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer of {@code /metrics}, read the way Prometheus reads its text format. */
record Scrape(Map<String, Family> families, Map<String, Double> values) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern PART_OF_A_SUMMARY = Pattern.compile("_(?:sum|count)$");

    /** All series of one name: their type, and the names of all their labels. */
    record Family(String type, Set<String> labels) {}

    static Scrape of(String text) {
        Map<String, Family> families = new TreeMap<>();
        Map<String, Double> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                families.put(type.group(1), new Family(type.group(2), new TreeSet<>()));
            } else if (sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2);
                values.put(key(sample.group(1), labels), Double.valueOf(sample.group(3)));
                family(families, sample.group(1)).labels().addAll(names(labels));
            } else if (!line.startsWith("# HELP ")) {
                throw new AssertionError("no line of Prometheus' text format: " + line);
            }
        }
        return new Scrape(families, values);
    }

    /** The value of the series with exactly these labels; -1 where there is none. */
    double value(String name, String labels) {
        return values.getOrDefault(key(name, labels), -1.0);
    }

    private static String key(String name, String labels) {
        return name + '{' + labels + '}';
    }

    private static Family family(Map<String, Family> families, String sample) {
        Family own = families.get(sample);
        Family found =
                own == null ? families.get(PART_OF_A_SUMMARY.matcher(sample).replaceFirst("")) : own;
        if (found == null) {
            throw new AssertionError("no type was said for " + sample);
        }
        return found;
    }

    private static Set<String> names(String labels) {
        Set<String> names = new TreeSet<>();
        LABEL.matcher(labels).results().forEach(label -> names.add(label.group(1)));
        return names;
    }
}
