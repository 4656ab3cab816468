package io.quittance.edge;

import java.time.Duration;
import java.util.List;

/** Every limit of the HTTP side, in one place; none is a library's default (reliability.md, rule 10). Each has a test. */
public final class EdgeLimits {
    private EdgeLimits() {}

    /** Bytes of a request body where its endpoint says nothing else; over it 413, chunked bodies included. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    /** Bytes of an order to place, of a balance or of an operator's decision. */
    public static final int MAX_COMMAND_BYTES = 16 * 1024;

    /** Bytes of a query answer that somebody relays: some carry a page. */
    public static final int MAX_ANSWER_BYTES = 256 * 1024;

    /** Bytes of a gateway's statement. */
    public static final int MAX_STATEMENT_BYTES = 8 * 1024 * 1024;

    /** Rows of a statement; over it 422, and it is to be sent in parts. */
    public static final int MAX_STATEMENT_ROWS = 50_000;

    /** Bytes of one row of a statement; over it 422. */
    public static final int MAX_STATEMENT_ROW_BYTES = 16 * 1024;

    /** Bytes of the headings of a statement, which each of its rows carries along; over it 422. */
    public static final int MAX_STATEMENT_HEADINGS_BYTES = 4 * 1024;

    /** Bytes of a refused body that are thrown away before its connection ends, within {@link #LINGER_TIME}. */
    public static final long MAX_DRAINED_BYTES = 16L * 1024 * 1024;

    /** Parameters of a form or of a query string; over it 400. */
    public static final int MAX_PARAMETERS = 100;

    /** Header lines of a request; over it 400 and the connection ends. */
    public static final int MAX_HEADERS = 64;

    /** Bytes of request line and headers together; over it 400 and the connection ends. */
    public static final int MAX_HEADER_BYTES = 16 * 1024;

    /** Characters of an order id; a longer one is no order of anybody, its message is kept and rejected. */
    public static final int MAX_ORDER_LENGTH = 256;

    /** Connections at a time; the next one waits unanswered until one of them ends. */
    public static final int MAX_CONNECTIONS = 2_048;

    /** Bytes of evidence on their way to the broker; over it 503. Below the producer's buffer, so that it never blocks. */
    public static final long MAX_BYTES_IN_FLIGHT = 24L * 1024 * 1024;

    /** Bytes of imported statements among them: most of the room is for callbacks. */
    public static final int BATCH_BYTES_IN_FLIGHT = 4 * 1024 * 1024;

    /** How long an import waits for room, and for what it has sent; longer than the producer tries. */
    public static final Duration BATCH_WAIT = Duration.ofSeconds(6);

    /** The producer's own buffer. */
    public static final long PRODUCER_BUFFER_BYTES = 32L * 1024 * 1024;

    /** Endpoint requests that wait for their answer, long polls included; over it 503. */
    public static final int MAX_WAITING_REQUESTS = 1_000;

    /** From the end of the headers to the end of the body; then 408 and the connection ends. */
    public static final Duration BODY_READ_TIME = Duration.ofSeconds(5);

    /** From a request's first byte to the end of its headers; then the connection ends. */
    public static final Duration HEADER_READ_TIME = Duration.ofSeconds(5);

    /** How long a connection may stay without a request. */
    public static final Duration IDLE_TIME = Duration.ofSeconds(60);

    /** How long a client may leave an answer unread. */
    public static final Duration WRITE_TIME = Duration.ofSeconds(10);

    /** How long what a refused request still sends is thrown away, so that the refusal is not lost with the connection. */
    public static final Duration LINGER_TIME = Duration.ofSeconds(1);

    /** From the request to its answer: gateways wait about 5 s (reliability.md, rule 2); past it an explicit 503. */
    public static final Duration ANSWER_BUDGET = Duration.ofMillis(4_800);

    /** The producer gives a record up in time for the answer. */
    public static final Duration DELIVERY_TIME = Duration.ofMillis(4_300);

    /** How long one request to a broker may take before it is tried again; a frozen leader costs this once. */
    public static final Duration BROKER_REQUEST_TIME = Duration.ofMillis(1_500);

    /** How long {@code send} may hold an I/O thread. */
    public static final Duration MAX_BLOCK = Duration.ofMillis(5);

    /** How often the brokers are asked whether they are there, and how long they may take to say so. */
    public static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

    /** See {@link #PROBE_INTERVAL}. */
    public static final Duration PROBE_TIME = Duration.ofSeconds(1);

    /** A write that succeeded this short a time ago outweighs a failed write or probe; also the pause between trial writes. */
    public static final Duration HEALTH_MEMORY = Duration.ofSeconds(1);

    /** How long a closing server lets requests finish. */
    public static final Duration CLOSE_TIME = Duration.ofSeconds(6);

    /** What is not verified costs one unit of its budget and one more for each time that it has this many bytes. */
    public static final int UNVERIFIED_BYTES_PER_UNIT = 4 * 1024;

    /** Units that one peer may spend on one account at once (DESIGN 8.6); over it 429, not kept. */
    public static final int UNVERIFIED_PEER_BURST = 1_000;

    /** Units that come back to a peer each second. */
    public static final int UNVERIFIED_PEER_PER_SECOND = 10;

    /** Units that all peers together may spend on one account at once. */
    public static final int UNVERIFIED_ACCOUNT_BURST = 10_000;

    /** Units that come back to an account each second. */
    public static final int UNVERIFIED_ACCOUNT_PER_SECOND = 50;

    /** Peers whose budgets are remembered; the longest unheard of is forgotten first. */
    public static final int MAX_REMEMBERED_PEERS = 4_096;

    /** Hops of {@code X-Forwarded-For} that are looked at, from the right. */
    public static final int MAX_FORWARDED_HOPS = 16;

    /** Request headers that an {@link Endpoint} gets to see, in lower case. */
    public static final List<String> ENDPOINT_HEADERS = List.of(
            "accept", "content-type", "if-none-match", "last-event-id", "origin", "sec-fetch-site", "x-quittance-hop");

    /** Request headers of a callback that are kept as evidence, in lower case; the content type has its own field. */
    public static final List<String> EVIDENCE_HEADERS = List.of("content-encoding", "user-agent", "x-forwarded-for");
}
