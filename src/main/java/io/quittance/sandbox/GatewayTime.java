package io.quittance.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The gateways' clock. Times in messages are real ones; pauses and windows are divided by the speed, so that nobody has to
 * wait for minutes.
 */
final class GatewayTime {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final Clock clock;
    private final int speed;

    GatewayTime(Clock clock, int speed) {
        this.clock = clock;
        this.speed = speed;
    }

    /** Now, as messages state it. */
    Instant now() {
        return clock.instant();
    }

    /** How many times faster pauses pass than the documents say. */
    int speed() {
        return speed;
    }

    /** What a pause of the documents takes here. */
    Duration shortened(Duration pause) {
        return pause.dividedBy(speed);
    }

    /** {@code yyyy-MM-dd HH:mm:ss}, Beijing. */
    static String spaced(Instant time) {
        return SPACED.format(time.atZone(BEIJING));
    }

    /** {@code yyyyMMddHHmmss}, Beijing. */
    static String compact(Instant time) {
        return COMPACT.format(time.atZone(BEIJING));
    }

    /** The time that {@code yyyy-MM-dd HH:mm:ss} states, in Beijing; empty where it is none. */
    static Optional<Instant> read(String spaced) {
        try {
            return Optional.of(SPACED.withZone(BEIJING).parse(spaced, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
