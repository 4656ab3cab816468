package io.quittance.gateways;

import org.jspecify.annotations.Nullable;

/**
 * A message that is not believed.
 *
 * @param detail what was wrong, for people; holds no secret and no received value beyond names
 * @param order the order id as received where it could be read, to key the record; nothing else of the message may be used
 */
public record Rejected(
        Reason reason, String detail, @Nullable String order) implements Verdict {}
