package io.quittance.app;

import io.quittance.config.DialectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the gateways that come with us into a folder, the pacing of each divided: so edge, topology and poller keep the documents'
 * limits in a sandbox whose time runs faster, and nothing else about a gateway differs.
 */
final class FasterGateways {
    private static final Pattern PACING = Pattern.compile("(?m)^pacing:.*\\n(?:[ #].*\\n)*");
    private static final Pattern DURATION = Pattern.compile("\\b([0-9]+)(ms|s|m|h)\\b");

    private FasterGateways() {}

    /** Writes them, in place of those that are there. */
    static void write(Path folder, int speed) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : DialectFiles.builtInTexts().entrySet()) {
            Files.writeString(folder.resolve(file.getKey() + ".yaml"), faster(file.getValue(), speed));
        }
    }

    /** The same dialect with every duration of its pacing divided, rounded up to milliseconds. */
    static String faster(String yaml, int speed) {
        return PACING.matcher(yaml)
                .replaceAll(pacing -> Matcher.quoteReplacement(
                        DURATION.matcher(pacing.group()).replaceAll(duration -> divided(duration, speed) + "ms")));
    }

    private static long divided(MatchResult duration, int speed) {
        long amount = Long.parseLong(duration.group(1));
        Duration written = switch (duration.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        return (written.toMillis() + speed - 1) / speed;
    }
}
