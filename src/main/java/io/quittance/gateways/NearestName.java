package io.quittance.gateways;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody probably meant, by the fewest slips of a hand. */
public final class NearestName {
    private NearestName() {}

    /** The known name nearest to the one given, or empty where none is known; letter case counts for nothing. */
    public static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The known name within that many slips, or empty. */
    public static Optional<String> within(int slips, String name, Collection<String> known) {
        return of(name, known).filter(candidate -> distance(name, candidate) <= slips);
    }

    /**
     * The Damerau-Levenshtein distance (optimal string alignment): letters added, dropped, changed, or two neighbours
     * swapped.
     */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                slips[i][j] = slipsTo(slips, a, i, b, j);
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int slipsTo(int[][] slips, String a, int i, String b, int j) {
        if (i == 0 || j == 0) {
            return Math.max(i, j);
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int fewest = Math.min(Math.min(slips[i - 1][j] + 1, slips[i][j - 1] + 1), slips[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
    }
}
