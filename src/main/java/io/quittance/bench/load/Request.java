package io.quittance.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A whole HTTP request as bytes, written once and sent as often as wanted. */
@SuppressWarnings("ArrayRecordComponent")
public record Request(byte[] bytes) {
    private static final String HOST = "127.0.0.1";

    /** A form posted to that path. */
    public static Request form(String path, byte[] body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + HOST
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = ByteBuffer.allocate(start.length + body.length)
                .put(start)
                .put(body)
                .array();
        return new Request(whole);
    }

    /** A question under a bearer token. */
    public static Request get(String path, String token) {
        String head = "GET " + path + " HTTP/1.1\r\nHost: " + HOST + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        return new Request(head.getBytes(StandardCharsets.US_ASCII));
    }
}
