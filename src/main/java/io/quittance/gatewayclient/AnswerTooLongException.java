package io.quittance.gatewayclient;

import java.io.IOException;

/** An answer's body has more bytes than are read. */
final class AnswerTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLongException(int limit) {
        super("the answer has more than " + limit + " bytes");
    }
}
