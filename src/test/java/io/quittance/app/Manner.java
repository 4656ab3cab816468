package io.quittance.app;

/** How an imitated gateway does what its document leaves open. */
enum Manner {
    /** As in the document's tables and examples. */
    AS_PRINTED,
    /** Other types, other order, more fields, a byte order mark, amounts and times in other shapes. */
    LOOSELY
}
