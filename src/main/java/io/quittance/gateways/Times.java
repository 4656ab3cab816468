package io.quittance.gateways;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The time formats of a dialect, tried in turn; one that cannot be read is left out and rejects nothing (gateways/README.md, rule 11). */
final class Times {
    static final String EPOCH_SECONDS = "epoch-seconds";
    static final String EPOCH_MILLIS = "epoch-millis";
    static final String ISO_8601 = "iso-8601";

    private static final int MAX_EPOCH_DIGITS = 15;
    private static final long MAX_SECOND = 253_402_300_799L;

    private final ZoneId zone;
    private final List<Format> formats = new ArrayList<>();

    @FunctionalInterface
    private interface Format {
        Instant parse(String text);
    }

    /** Throws {@link IllegalArgumentException} for a pattern that is none. */
    Times(ZoneId zone, List<String> patterns) {
        this.zone = zone;
        patterns.forEach(pattern -> formats.add(format(pattern)));
    }

    /** Epoch milliseconds, or null where no format reads the text. */
    @Nullable Long parse(String text) {
        for (Format format : formats) {
            Instant time = read(format, text);
            if (time != null) {
                return time.toEpochMilli();
            }
        }
        return null;
    }

    private static @Nullable Instant read(Format format, String text) {
        try {
            Instant time = format.parse(text);
            return time.getEpochSecond() > MAX_SECOND ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Format format(String pattern) {
        return switch (pattern) {
            case EPOCH_SECONDS -> text -> Instant.ofEpochSecond(number(text));
            case EPOCH_MILLIS -> text -> Instant.ofEpochMilli(number(text));
            case ISO_8601 -> text -> OffsetDateTime.parse(text).toInstant();
            default -> {
                DateTimeFormatter formatter = formatter(pattern);
                yield text -> switch (formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                    case OffsetDateTime time -> time.toInstant();
                    case LocalDateTime time -> time.atZone(zone).toInstant();
                    case TemporalAccessor other -> throw new DateTimeException("no time in " + other);
                };
            }
        };
    }

    /** Whether the text is a time in that pattern; of numbers only that they are digits counts. */
    static boolean isTime(String pattern, String text, ZoneId zone) {
        return new Times(zone, List.of(pattern)).parse(text) != null;
    }

    /** A time as that pattern writes it. */
    static String text(String pattern, long instant, ZoneId zone) {
        return switch (pattern) {
            case EPOCH_SECONDS -> Long.toString(Math.floorDiv(instant, 1000L));
            case EPOCH_MILLIS -> Long.toString(instant);
            case ISO_8601 ->
                Instant.ofEpochMilli(instant).atZone(zone).toOffsetDateTime().toString();
            default -> formatter(pattern).format(Instant.ofEpochMilli(instant).atZone(zone));
        };
    }

    /** Strict about days that do not exist; {@code yyyy} means the year as people mean it. */
    static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static long number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= MAX_EPOCH_DIGITS;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!digits) {
            throw new DateTimeException("not a number of seconds");
        }
        return Long.parseLong(text);
    }
}
