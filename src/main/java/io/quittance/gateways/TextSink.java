package io.quittance.gateways;

/** Takes the canonical text piece by piece: a digest, a signature, or a buffer for people. */
@FunctionalInterface
interface TextSink {
    void write(byte[] bytes, int offset, int length);

    default void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }
}
