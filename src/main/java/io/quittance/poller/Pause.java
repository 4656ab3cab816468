package io.quittance.poller;

import java.time.Duration;

/** How long to wait before something that failed is tried again: twice as long each time, up to half a minute. */
record Pause(Duration time) {
    static final Pause FIRST = new Pause(Duration.ofSeconds(1));

    private static final Duration LONGEST = Duration.ofSeconds(30);

    Pause next() {
        Duration doubled = time.multipliedBy(2);
        return new Pause(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
    }
}
