package io.quittance.gatewayclient;

import io.quittance.events.Transport;
import org.jspecify.annotations.Nullable;

/** What became of one call to a gateway. */
public sealed interface Answer {
    /**
     * The gateway answered, whatever it says.
     *
     * @param status of HTTP
     * @param body the exact bytes
     * @param contentType the header's value, or null where there was none
     * @param transport what carried it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(int status, byte[] body, @Nullable String contentType, Transport transport) implements Answer {
        /** Without the body, which may hold what is secret. */
        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.length + " bytes, " + transport + "]";
        }
    }

    /**
     * There is no answer to read.
     *
     * @param detail for people, without secrets
     */
    record Unanswered(Why why, String detail) implements Answer {}

    /** Why there is no answer to read. */
    enum Why {
        /** Surely nothing of the request reached the gateway. */
        NOT_SENT,
        /** The gateway may have the request; it did not answer in time, or not in HTTP. */
        NO_ANSWER,
        /** The gateway has the request; its answer was over the limit and cut off. */
        TOO_LONG
    }
}
