package io.quittance.queries;

import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Questions about an account that its balance join answers, a few at a time: the join waits while it is asked. Any instance answers:
 * the owner is asked, and never asks on.
 */
final class AccountReads {
    private static final String MOVING = "The accounts are just being moved between instances; try again.";

    private final KafkaStreams streams;
    private final HostInfo self;
    private final Peers peers;
    private final Semaphore turns = new Semaphore(QueryLimits.MAX_READS);

    AccountReads(KafkaStreams streams, HostInfo self, Peers peers) {
        this.streams = streams;
        this.self = self;
        this.peers = peers;
    }

    /** What asks another instance, below {@code /v1/accounts/<account>}, and what answers here. */
    record Question(KeptAccounts kept, String account, String pathAndQuery, IntFunction<Response> here) {

        private String path() {
            return "/v1/accounts/" + URLEncoder.encode(account, StandardCharsets.UTF_8) + pathAndQuery;
        }
    }

    Response answer(Request request, Responder responder, Question question) throws InterruptedException {
        Bytes key = Bytes.wrap(question.account.getBytes(StandardCharsets.UTF_8));
        return switch (Owner.of(streams, self, question.kept.store(), key)) {
            case Owner.Here here -> inTurn(question, here.partition());
            case Owner.There there ->
                OrderQueries.isPassedOn(request)
                        ? OrderQueries.unavailable(MOVING)
                        : peers.ask(there.address(), question.path(), Duration.ZERO, responder);
            case Owner.Nobody nobody -> OrderQueries.unavailable(MOVING);
        };
    }

    private Response inTurn(Question question, int partition) throws InterruptedException {
        if (!turns.tryAcquire(QueryLimits.READ_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            return OrderQueries.unavailable("Too many queries at a time; try again.");
        }
        try {
            return question.kept.keeps(partition) ? question.here.apply(partition) : OrderQueries.unavailable(MOVING);
        } catch (InvalidStateStoreException e) {
            return OrderQueries.unavailable(MOVING);
        } finally {
            turns.release();
        }
    }
}
