package io.quittance.queries;

/** What a look into the view of this instance has shown. */
sealed interface Look {

    /**
     * The row is there.
     *
     * @param position where the view stood, for example {@code orders-3@1234}: every committed row before that offset was in it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(boolean isFinal, byte[] json, String position) implements Look {}

    /** There is no such row, and the view has caught up. */
    record Missing(String position) implements Look {}

    /** It cannot be said now; {@code why} is for the client. */
    record NotNow(String why) implements Look {}
}
