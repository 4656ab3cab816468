package io.quittance.topology;

import io.quittance.events.QueryDue;
import io.quittance.topology.decisions.Asks;
import java.time.Instant;

/** Writes down what is to be asked: rows of {@code due}. */
final class Questions {
    private Questions() {}

    static QueryDue row(DueIndex.Entry entry, String account, Asks.Sent sent) {
        return new QueryDue(
                sent.id(),
                entry.kind(),
                account,
                entry.key().substring(account.length() + 1),
                sent.attempt(),
                Instant.ofEpochMilli(sent.notBefore()),
                Instant.ofEpochMilli(sent.expiresAt()),
                sent.last(),
                sent.resend());
    }
}
