package io.quittance.config;

import java.time.Duration;

/** Reads the section {@code asking}: when gateways are asked about what is not final. */
final class AskingSection {
    private static final Duration LONGEST_ASKING = Duration.ofDays(90);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(7);
    private static final Duration LONGEST_VALIDITY = Duration.ofHours(1);
    private static final int MAX_HINTS = 1_000;

    private AskingSection() {}

    static Settings.Asking read(Section section) {
        Settings.Asking usual = Settings.Asking.usual();
        Settings.Asking asking = new Settings.Asking(
                section.optional("emit", Values::flag).orElse(usual.emit()),
                section.optional("giveUpAfter", upTo(LONGEST_ASKING, "90d")).orElse(usual.giveUpAfter()),
                section.optional("longestInterval", upTo(LONGEST_INTERVAL, "7d"))
                        .orElse(usual.longestInterval()),
                section.optional("validity", upTo(LONGEST_VALIDITY, "1h")).orElse(usual.validity()),
                section.optional("hints", Values.count(0, MAX_HINTS)).orElse(usual.hints()));
        section.tellUnknownNames();
        return asking;
    }

    private static Values.Grammar<Duration> upTo(Duration most, String text) {
        return written -> {
            Duration duration = Values.duration(written);
            if (duration.isZero() || duration.compareTo(most) > 0) {
                throw new IllegalArgumentException("is out of range; write one from 1ms to " + text);
            }
            return duration;
        };
    }
}
