package io.quittance.poller;

import io.quittance.config.Account;
import io.quittance.gatewayclient.Answer;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gatewayclient.Answer.Unanswered;
import io.quittance.gatewayclient.GatewayClient;
import io.quittance.gatewayclient.Requests;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.FieldFault;
import io.quittance.gateways.RefusedRequest;
import io.quittance.gateways.SignedRequest;
import io.quittance.poller.PollerCounters.Counted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one question from beginning to end: takes it for good, writes {@code ASKED}, calls, writes what the gateway said. In this
 * order, so that no crash makes anybody ask it twice: a question that is taken and was not called is asked by the next due.
 */
final class Asker {
    private static final Logger LOG = LoggerFactory.getLogger(Asker.class);

    private final Requests requests;
    private final GatewayClient client;
    private final ReceivedLog log;
    private final PollRecords records;
    private final PollerCounters counters;
    private final InstantSource clock;
    private final Duration timeout;

    /** {@code timeout} is that of a call. */
    Asker(
            Requests requests,
            GatewayClient client,
            ReceivedLog log,
            PollRecords records,
            PollerCounters counters,
            InstantSource clock,
            Duration timeout) {
        this.requests = requests;
        this.client = client;
        this.log = log;
        this.records = records;
        this.counters = counters;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Asks, and does not return before all is written. */
    void ask(Account account, Inquiry question, Holding holding) throws InterruptedException {
        SignedRequest request = request(account, question);
        if (request == null) {
            drop(question, holding, Counted.DROPPED);
            return;
        }
        long asking = System.nanoTime();
        if (!isTaken(question, holding)) {
            return;
        }
        String asked = question.isBalance()
                ? Requests.timeSent(account, question.request(), request.fields(), clock.millis())
                : question.order();
        boolean written = log.write(question.key(), records.asked(question, asked, clock.millis()));
        // Who was stopped for so long may have lost the account meanwhile and not know it yet.
        boolean late = System.nanoTime() - asking > DueSession.SESSION_TIME.toNanos();
        boolean answered = written && !late && call(account, question, request, asked);
        if (answered) {
            holding.finish(question.offset());
        } else {
            giveUp(question, holding);
        }
    }

    /** Ends a question without asking it. */
    void drop(Inquiry question, Holding holding, Counted why) throws InterruptedException {
        counters.add(question.account(), why);
        giveUp(question, holding);
    }

    /** Ends a question that cannot be asked, on a thread of its own. */
    void dropApart(Inquiry question, Holding holding) {
        Thread.ofVirtual().name("drop-" + question.account()).start(() -> {
            try {
                drop(question, holding, Counted.DROPPED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private @Nullable SignedRequest request(Account account, Inquiry question) {
        long now = clock.millis();
        if (account.gateway().baseUrl() == null || !Requests.offers(account, question.request(), now)) {
            return null;
        }
        Map<RequestRole, String> ours = new EnumMap<>(RequestRole.class);
        if (question.order() != null) {
            ours.put(RequestRole.ORDER, question.order());
        }
        if (question.resend()) {
            ours.put(RequestRole.RESEND, "true");
        }
        return switch (requests.make(account, question.request(), ours, Map.of(), now)) {
            case SignedRequest request -> request;
            case RefusedRequest refused -> {
                LOG.warn("cannot ask about {}: {}", question.key(), words(refused.faults()));
                yield null;
            }
        };
    }

    private static String words(List<FieldFault> faults) {
        return String.join(
                "; ",
                faults.stream()
                        .map(fault -> fault.field() + " " + fault.message())
                        .toList());
    }

    /** Takes the question; false where it is left to another poller, to the next due or, the last one, to people. */
    private boolean isTaken(Inquiry question, Holding holding) throws InterruptedException {
        CompletableFuture<Boolean> taken = question.isBalance() ? holding.confirm() : holding.take(question.offset());
        try {
            return taken.get(DueSession.SESSION_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Perhaps it is committed later, so it is nobody's to ask.
            giveUp(question, holding);
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("it completes with yes or no", e);
        }
    }

    /** Calls the gateway; whether it gave a final answer, which is written. */
    private boolean call(Account account, Inquiry question, SignedRequest request, @Nullable String asked)
            throws InterruptedException {
        counters.add(question.account(), Counted.ASKED);
        Answer answer = client.call(account, request, timeout);
        return switch (answer) {
            case Answered answered -> isFinal(account, question, asked, answered);
            case Unanswered none -> {
                counters.add(question.account(), counted(none));
                LOG.debug("no answer about {}: {}", question.key(), none.detail());
                yield false;
            }
        };
    }

    private boolean isFinal(Account account, Inquiry question, @Nullable String asked, Answered answer)
            throws InterruptedException {
        long now = clock.millis();
        if (!log.write(question.key(), records.polled(question, asked, answer, now))) {
            return false;
        }
        counters.add(question.account(), Counted.ANSWERED);
        return question.last() && FinalAnswer.is(account, question, answer, now);
    }

    private static Counted counted(Unanswered none) {
        return switch (none.why()) {
            case NOT_SENT -> Counted.NOT_SENT;
            case NO_ANSWER, TOO_LONG -> Counted.UNANSWERED;
        };
    }

    /**
     * Ends a question that got no final answer. Nobody asks after the last one, so it is done only once that is written; where it
     * cannot be for as long as the partition is held, it is left to whoever holds it next.
     */
    private void giveUp(Inquiry question, Holding holding) throws InterruptedException {
        if (!question.last() || isGivenUp(question, holding)) {
            holding.finish(question.offset());
        }
    }

    private boolean isGivenUp(Inquiry question, Holding holding) throws InterruptedException {
        Pause pause = Pause.FIRST;
        while (!log.write(question.key(), records.gaveUp(question, clock.millis()))) {
            if (!holding.isHeldAfter(pause.time())) {
                return false;
            }
            pause = pause.next();
        }
        counters.add(question.account(), Counted.GAVE_UP);
        return true;
    }
}
