package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.OrderState;
import io.quittance.sandbox.Callback.Says;
import io.quittance.topology.decisions.GatewayReport;
import io.quittance.topology.decisions.OrderDecision;
import io.quittance.topology.decisions.OrderRules;
import io.quittance.topology.decisions.PaymentRules;
import io.quittance.topology.decisions.PayoutRules;
import io.quittance.topology.decisions.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The truth of every order beside the tables that decide, also where a crash has made a gateway begin anew. */
class TruthTest {
    private final Scenario scenario = new Scenario(new Run(1, 42, Instant.parse("2026-03-01T00:00:00Z")));
    private final List<DemoOrder> orders =
            LongStream.range(0, 3_000).mapToObj(scenario::order).toList();

    @Test
    void shouldBeWhatTheTablesDecide() {
        Observed observed = new Observed();
        orders.forEach(order -> new Tables(observed).hear(order.messages()));

        LedgerResult result = compare(observed, TruthTest::withoutTolerance);

        assertThat(result.differences()).isEmpty();
        assertThat(result.equal()).isTrue();
    }

    @Test
    void shouldBeWhatTheTablesDecideWhereverACrashMadeTheGatewayBeginAnew() {
        for (int heard = 1; heard <= 6; heard++) {
            Observed observed = new Observed();
            for (DemoOrder order : orders) {
                List<Message> before = order.messages()
                        .subList(0, Math.min(heard, order.messages().size()));
                List<Message> all = Stream.concat(before.stream(), order.messages().stream())
                        .toList();
                new Tables(observed).hear(all);
            }

            LedgerResult result = compare(observed, truth -> truth);

            assertThat(result.differences())
                    .as("begun anew after %d messages", heard)
                    .isEmpty();
        }
    }

    @Test
    void shouldTolerateOnlyWhatReallyHappens() {
        Observed observed = new Observed();
        orders.forEach(order -> new Tables(observed)
                .hear(Stream.concat(order.messages().stream(), order.messages().stream())
                        .toList()));

        LedgerResult result = compare(observed, TruthTest::withoutTolerance);

        assertThat(result.differences())
                .isNotEmpty()
                .allMatch(difference -> difference.endsWith("has a conflict CONTRADICTION that it must not have"));
    }

    private LedgerResult compare(Observed observed, UnaryOperator<Truth> seenAs) {
        Comparison comparison = new Comparison(observed);
        orders.forEach(order -> order.truths().stream().map(seenAs).forEach(comparison::delivered));
        return comparison.result();
    }

    private static Truth withoutTolerance(Truth truth) {
        return new Truth(truth.key(), truth.status(), truth.settledMinor(), truth.conflicts(), Set.of());
    }

    /** The decisions of one order, written down as the topics would have them. */
    private static final class Tables {
        private final Observed observed;
        private final Map<Flow, OrderState> states = new EnumMap<>(Flow.class);
        private final List<String> heard = new ArrayList<>();

        Tables(Observed observed) {
            this.observed = observed;
        }

        void hear(List<Message> messages) {
            messages.stream().filter(Message::genuine).forEach(this::hear);
        }

        private void hear(Message message) {
            Callback callback = message.callback();
            Flow flow = callback.flow();
            OrderRules rules = switch (flow) {
                case PAYMENT -> new PaymentRules();
                case PAYOUT -> new PayoutRules();
            };
            heard.add(callback.order());
            GatewayReport report = report(message, "evidence-" + heard.size());
            OrderDecision decision = rules.decide(states.get(flow), report, Policy.DEFAULT);
            Truth.Key key = new Truth.Key(flow, message.gateway().account(), callback.order());
            OrderState state = decision.state();
            if (state != null) {
                states.put(flow, state);
            }
            if (decision.to() != null) {
                observed.row(key, decision.to());
            }
            if (decision.settled()) {
                observed.settlement(key, callback.paidMinor());
            }
            decision.clashes().forEach(clash -> observed.conflict(key, clash.kind()));
        }

        private GatewayReport report(Message message, String id) {
            Callback callback = message.callback();
            boolean paid = callback.says() == Says.PAID;
            Told told = switch (callback.says()) {
                case PAID -> Told.PAID;
                case PENDING -> Told.PENDING;
                case FAILED -> Told.FAILED;
                case SOMETHING_ELSE -> Told.UNKNOWN;
            };
            return new GatewayReport(
                    id,
                    heard.size(),
                    told,
                    paid ? Long.valueOf(callback.paidMinor()) : null,
                    ordered(message),
                    callback.gatewayOrder(),
                    null,
                    null,
                    null);
        }

        private static @Nullable Long ordered(Message message) {
            boolean stated =
                    message.gateway().statesBothAmounts() && message.callback().flow() == Flow.PAYMENT;
            return stated ? Long.valueOf(message.callback().orderedMinor()) : null;
        }
    }
}
