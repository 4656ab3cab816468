package io.quittance.sandbox;

/** The forms in which servers of yijuhe's family answer (gateways/README.md, yijuhe). */
public enum AnswerForm {
    /** As in the document: the fields themselves. */
    FLAT,
    /** {@code {code, msg, time, data}}, the fields in {@code data}. */
    WRAPPED,
    /** Wrapped, and queries name the order behind the merchant's number. */
    WRAPPED_PREFIXED
}
