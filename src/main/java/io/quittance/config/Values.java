package io.quittance.config;

import io.quittance.gateways.NearestName;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The grammars of single values. Each throws {@link IllegalArgumentException} with what the text is not and what to write;
 * none of them repeats the text, so that the caller decides whether it may be shown.
 */
final class Values {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final long MAX_YUAN = 9_999_999_999_999L;
    private static final int MAX_PORT = 65_535;
    private static final int PERCENT_DECIMALS = 4;
    private static final String NO_NETWORK =
            "is not a network; write an address or a CIDR, such as 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32";
    private static final String NO_ADDRESS = "is not an http(s) address; write one such as https://pay.example";
    private static final List<Map.Entry<String, Long>> DURATION_UNITS = List.of(
            Map.entry("ms", 1L),
            Map.entry("s", 1_000L),
            Map.entry("m", 60_000L),
            Map.entry("h", 3_600_000L),
            Map.entry("d", 86_400_000L));
    private static final List<Map.Entry<String, Long>> SIZE_UNITS = List.of(
            Map.entry("kb", 1L << 10), Map.entry("mb", 1L << 20), Map.entry("gb", 1L << 30), Map.entry("b", 1L));

    private Values() {}

    /** How a text becomes a value. */
    @FunctionalInterface
    interface Grammar<T> {
        /** The value; throws {@link IllegalArgumentException} saying what the text is not and what to write. */
        T parse(String text);
    }

    /** Any text. */
    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank; give it a value or leave the name out");
        }
        return text;
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    /** A whole number from {@code min} to {@code max}, in ASCII digits. */
    static Grammar<Integer> count(int min, int max) {
        return text -> {
            long number = digits(text);
            if (number < min || number > max) {
                throw new IllegalArgumentException("is not a whole number from " + min + " to " + max);
            }
            return (int) number;
        };
    }

    /** One of the words; a wrong one is answered with the nearest. */
    static <T> Grammar<T> oneOf(Map<String, T> words) {
        return text -> {
            T value = words.get(text);
            if (value == null) {
                throw new IllegalArgumentException("is not known; the nearest known one is "
                        + NearestName.of(text, words.keySet()).orElse("none") + " (known: "
                        + String.join(", ", words.keySet()) + ")");
            }
            return value;
        };
    }

    /** Digits and a unit, such as {@code 100ms}. */
    static Duration duration(String text) {
        long millis = scaled(text, DURATION_UNITS);
        if (millis < 0) {
            throw new IllegalArgumentException(
                    "is not a duration; write digits and ms, s, m, h or d, such as 100ms or 5s");
        }
        return Duration.ofMillis(millis);
    }

    /** Digits and a unit, such as {@code 64MB}, in bytes; units are powers of 1024. */
    static long bytes(String text) {
        long bytes = scaled(text.toLowerCase(Locale.ROOT), SIZE_UNITS);
        if (bytes < 0) {
            throw new IllegalArgumentException("is not a size; write digits and B, KB, MB or GB, such as 64MB");
        }
        return bytes;
    }

    /** Yuan, plain digits with an optional fraction, exact in fen (gateways/README.md, rule 4). */
    static long fen(String text) {
        int point = text.indexOf('.');
        long yuan = digits(point < 0 ? text : text.substring(0, point));
        String fraction = point < 0 ? "0" : text.substring(point + 1);
        int decimals = fraction.length();
        while (decimals > 2 && fraction.charAt(decimals - 1) == '0') {
            decimals--;
        }
        long parts = digits(fraction.substring(0, decimals));
        if (yuan < 0 || yuan > MAX_YUAN || parts < 0 || decimals > 2) {
            throw new IllegalArgumentException(
                    "is not an amount in yuan; write plain digits with at most two decimals, such as \"0.99\"");
        }
        return 100 * yuan + (decimals == 1 ? 10 * parts : parts);
    }

    /** Percent, plain digits with at most four decimals, from 0 to 100, in millionths of the whole. */
    static int percent(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String decimals = point < 0 ? "0" : text.substring(point + 1);
        long percent = digits(whole);
        long tenThousandths = decimals.length() > PERCENT_DECIMALS
                ? -1
                : digits(decimals + "0".repeat(PERCENT_DECIMALS - decimals.length()));
        boolean isWritten = !decimals.isEmpty() && percent >= 0 && percent <= 100 && tenThousandths >= 0;
        if (!isWritten || 10_000 * percent + tenThousandths > 1_000_000) {
            throw new IllegalArgumentException(
                    "is not a percentage; write plain digits from 0 to 100 with at most four decimals, such as \"0.38\"");
        }
        return (int) (10_000 * percent + tenThousandths);
    }

    /** An ISO-8601 time with its zone, as epoch milliseconds; a date alone is midnight UTC, as YAML has it. */
    static long time(String text) {
        try {
            if (text.length() == "2026-01-01".length()) {
                return LocalDate.parse(text)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
            }
            return OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "is not a time; write it with its zone, such as 2026-01-01T00:00:00Z or 2026-01-01T08:00:00+08:00",
                    e);
        }
    }

    /** A network in CIDR notation, or one address; names are not looked up. */
    static Network network(String text) {
        try {
            int slash = text.indexOf('/');
            InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
            int bits = address.getAddress().length == 4 ? IPV4_BITS : IPV6_BITS;
            long prefixLength = slash < 0 ? bits : digits(text.substring(slash + 1));
            if (prefixLength >= 0 && prefixLength <= bits) {
                return new Network(address, (int) prefixLength);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(NO_NETWORK, e);
        }
        throw new IllegalArgumentException(NO_NETWORK);
    }

    /** Java also reads {@code 10.1} as an address (10.0.0.1); nobody who writes that means it. */
    private static InetAddress address(String text) {
        if (text.indexOf(':') < 0 && text.chars().filter(c -> c == '.').count() != 3) {
            throw new IllegalArgumentException(NO_NETWORK);
        }
        return InetAddress.ofLiteral(text);
    }

    /** An http(s) address of a page, which may have a query. */
    static URI page(String text) {
        URI uri = uri(text);
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has a fragment (#…); leave it out");
        }
        return uri;
    }

    /** An http(s) address that paths are appended to: no query, and no slash at its end. */
    static URI base(String text) {
        URI uri = page(text);
        if (uri.getRawQuery() != null) {
            throw new IllegalArgumentException("has a query (?…); leave it out, since paths are appended to it");
        }
        return text.endsWith("/") ? base(text.substring(0, text.length() - 1)) : uri;
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "has a user or password in it; give credentials by their own settings");
            }
            if (http && uri.getHost() != null && uri.getPort() <= MAX_PORT) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(NO_ADDRESS, e);
        }
        throw new IllegalArgumentException(NO_ADDRESS);
    }

    private static long scaled(String text, List<Map.Entry<String, Long>> units) {
        for (Map.Entry<String, Long> unit : units) {
            if (text.endsWith(unit.getKey())) {
                long number =
                        digits(text.substring(0, text.length() - unit.getKey().length())
                                .strip());
                if (number >= 0) {
                    return number <= Long.MAX_VALUE / unit.getValue() ? number * unit.getValue() : -1;
                }
            }
        }
        return -1;
    }

    /** The number that 1 to 15 ASCII digits write, else -1. */
    private static long digits(String text) {
        if (text.isEmpty() || text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }
}
