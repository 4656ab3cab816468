package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.config.Policy.AmountRule;
import io.quittance.events.ConflictKind;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The permutation law (DESIGN section 5) over generated histories. What must be seen is computed from the set of reports by a model of
 * its own, never by the rules. A failure names its seed and the shortest history that still fails.
 */
class PermutationLawTest {
    private static final int SEEDS = Integer.getInteger("quittance.seeds", 300);
    private static final int ORDERS_PER_HISTORY = 6;
    private static final List<AmountRule> RULES = List.of(AmountRule.values());
    private static final List<Told> TOLD = List.of(Told.values());
    private static final List<@Nullable Long> PAID =
            Arrays.asList(8_000L, 9_000L, 9_950L, 10_000L, 10_000L, 10_050L, null);
    private static final List<@Nullable Long> ORDERED = Arrays.asList(9_000L, 10_000L, null);
    private static final List<@Nullable String> GATEWAY_ORDERS =
            Arrays.asList("G1", "G1", "G1", "G2", null, null, null);
    private static final List<ConflictKind> ENDED = List.of(ConflictKind.LATE_SUCCESS, ConflictKind.CONTRADICTION);
    private static final List<ConflictKind> AMOUNTS =
            List.of(ConflictKind.AMOUNT_MISMATCH, ConflictKind.AMOUNT_CHANGED);

    @Test
    void shouldEndPaymentsAlikeInAnyOrderOfArrival() {
        holdForAllSeeds(new PaymentRules(), true);
    }

    @Test
    void shouldEndPayoutsAlikeInAnyOrderOfArrival() {
        holdForAllSeeds(new PayoutRules(), false);
    }

    @Test
    void shouldCatchARuleThatLetsTheLastReportWin() {
        History unlawful = new History(Policy.DEFAULT, 10_000L, List.of(paid("a", 9_000), paid("b", 10_000)));

        Optional<String> fault =
                fault(unlawful, OrderStatus.HELD, 0, Set.of(ConflictKind.AMOUNT_MISMATCH), 9_000, true);

        assertThat(fault).isPresent();
    }

    private static void holdForAllSeeds(OrderRules rules, boolean payment) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            History history = history(random);
            Optional<String> fault = firstFault(rules, history, payment, seed);
            if (fault.isPresent()) {
                History shortest = shrink(rules, history, payment, seed);
                throw new AssertionError("seed " + seed + ": " + fault.get() + "\nshortest: " + shortest + "\n"
                        + firstFault(rules, shortest, payment, seed));
            }
        }
    }

    private static History shrink(OrderRules rules, History history, boolean payment, long seed) {
        History shortest = history;
        for (int i = shortest.reports().size() - 1; i >= 0; i--) {
            History shorter = shortest.without(i);
            if (firstFault(rules, shorter, payment, seed).isPresent()) {
                shortest = shorter;
            }
        }
        return shortest;
    }

    private static Optional<String> firstFault(OrderRules rules, History history, boolean payment, long seed) {
        Random random = new Random(seed);
        List<GatewayReport> order = new ArrayList<>(history.reports());
        for (int i = 0; i < ORDERS_PER_HISTORY; i++) {
            Optional<String> fault = faultOf(rules, history, order, payment);
            if (fault.isPresent()) {
                return fault;
            }
            Collections.shuffle(order, random);
        }
        return Optional.empty();
    }

    private static Optional<String> faultOf(
            OrderRules rules, History history, List<GatewayReport> order, boolean payment) {
        Story story = new Story(rules, history.policy());
        if (history.placedMinor() != null) {
            story.take(new Placing("placing", 1, "a1", "hash", history.placedMinor(), null));
        }
        order.forEach(story::take);
        OrderState state = Objects.requireNonNull(story.state());
        Set<ConflictKind> conflicts = EnumSet.noneOf(ConflictKind.class);
        conflicts.addAll(story.conflicts());
        long settledAt = state.getSettled() ? state.getPaidMinor() : 0;
        return fault(history, state.getStatus(), story.settlements(), conflicts, settledAt, payment)
                .map(fault -> fault + " in the order " + order);
    }

    /** What the law says of the set of reports, against what was seen. */
    private static Optional<String> fault(
            History history,
            OrderStatus status,
            long settlements,
            Set<ConflictKind> conflicts,
            long settledMinor,
            boolean payment) {
        OrderStatus expected = history.expectedStatus(payment);
        Set<Long> inPolicy = history.amountsThatSettle(payment);
        if (status != expected) {
            return Optional.of("status " + status + ", not " + expected);
        }
        if (settlements != (inPolicy.isEmpty() ? 0 : 1)) {
            return Optional.of(settlements + " settlements");
        }
        if (settlements == 1 && !inPolicy.contains(settledMinor)) {
            return Optional.of("settled at " + settledMinor + ", in policy are " + inPolicy);
        }
        return contradictionFault(history, conflicts, payment);
    }

    private static Optional<String> contradictionFault(History history, Set<ConflictKind> conflicts, boolean payment) {
        boolean success = history.tells(Told.PAID);
        boolean end =
                history.tells(Told.FAILED) || history.tells(Told.REJECTED) || (payment && history.tells(Told.EXPIRED));
        boolean answers = !payment
                && history.tells(Told.REJECTED)
                && (history.tells(Told.ACCEPTED) || history.tells(Told.PENDING));
        if (seen(conflicts, ENDED) != ((success && end) || answers)) {
            return Optional.of("success and end: " + conflicts);
        }
        boolean amounts = history.paidAmounts().size() > 1 || history.hasMismatch(payment);
        if (seen(conflicts, AMOUNTS) != amounts) {
            return Optional.of("amounts: " + conflicts);
        }
        if (conflicts.contains(ConflictKind.DOUBLE_PAYMENT) != (history.paidGatewayOrders() > 1)) {
            return Optional.of("gateway orders: " + conflicts);
        }
        return Optional.empty();
    }

    private static boolean seen(Set<ConflictKind> conflicts, List<ConflictKind> anyOf) {
        return anyOf.stream().anyMatch(conflicts::contains);
    }

    private static History history(Random random) {
        Policy policy = new Policy(Long.MIN_VALUE, pick(random, RULES), 100, random.nextInt(4) > 0, false);
        Long placed = random.nextBoolean() ? 10_000L : null;
        int size = 1 + random.nextInt(7);
        List<GatewayReport> reports = IntStream.rangeClosed(1, size)
                .mapToObj(i -> report("r" + i, 1_000 + i, random))
                .toList();
        return new History(policy, placed, reports);
    }

    private static GatewayReport report(String id, long at, Random random) {
        Told told = random.nextInt(3) == 0 ? Told.PAID : pick(random, TOLD);
        boolean paid = told == Told.PAID;
        Long amount = paid ? pick(random, PAID) : null;
        Long ordered = pick(random, ORDERED);
        String gatewayOrder = pick(random, GATEWAY_ORDERS);
        return new GatewayReport(id, at, told, amount, ordered, gatewayOrder, null, null, null);
    }

    private static <T extends @Nullable Object> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static GatewayReport paid(String id, long minor) {
        return new GatewayReport(id, 1, Told.PAID, minor, null, null, null, null, null);
    }

    /** A set of reports after an optional placing, and what the law says of it, whatever their order. */
    private record History(Policy policy, @Nullable Long placedMinor, List<GatewayReport> reports) {

        History without(int index) {
            List<GatewayReport> fewer = new ArrayList<>(reports);
            fewer.remove(index);
            return new History(policy, placedMinor, fewer.isEmpty() ? reports : fewer);
        }

        boolean tells(Told told) {
            return reports.stream().anyMatch(report -> report.told() == told);
        }

        Set<Long> paidAmounts() {
            return reports.stream()
                    .map(GatewayReport::paidMinor)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }

        long paidGatewayOrders() {
            return reports.stream()
                    .filter(report -> report.told() == Told.PAID)
                    .map(GatewayReport::gatewayOrder)
                    .filter(Objects::nonNull)
                    .distinct()
                    .count();
        }

        private @Nullable Long orderedOf(GatewayReport report) {
            return placedMinor != null ? placedMinor : report.orderedMinor();
        }

        boolean hasMismatch(boolean payment) {
            return reports.stream().anyMatch(report -> {
                Long paid = report.paidMinor();
                Long ordered = orderedOf(report);
                if (paid == null || ordered == null) {
                    return false;
                }
                return payment ? !policy.fits(ordered, paid) : !paid.equals(ordered);
            });
        }

        Set<Long> amountsThatSettle(boolean payment) {
            return reports.stream()
                    .filter(report -> settles(report, payment))
                    .map(GatewayReport::paidMinor)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }

        private boolean settles(GatewayReport report, boolean payment) {
            Long paid = report.paidMinor();
            if (paid == null || !payment) {
                return paid != null;
            }
            Long ordered = orderedOf(report);
            return ordered == null ? policy.unplacedSettles() : policy.fits(ordered, paid);
        }

        OrderStatus expectedStatus(boolean payment) {
            if (!amountsThatSettle(payment).isEmpty()) {
                return OrderStatus.PAID;
            }
            if (tells(Told.PAID)) {
                return OrderStatus.HELD;
            }
            return payment ? unpaidPayment() : unpaidPayout();
        }

        private OrderStatus unpaidPayment() {
            if (tells(Told.FAILED) || tells(Told.REJECTED)) {
                return OrderStatus.FAILED;
            }
            if (tells(Told.EXPIRED)) {
                return OrderStatus.EXPIRED;
            }
            if (tells(Told.PENDING) || tells(Told.ACCEPTED)) {
                return OrderStatus.PENDING;
            }
            return placedMinor == null ? OrderStatus.UNKNOWN : OrderStatus.PLACED;
        }

        private OrderStatus unpaidPayout() {
            if (tells(Told.FAILED)) {
                return OrderStatus.FAILED;
            }
            if (tells(Told.PENDING) || tells(Told.ACCEPTED)) {
                return OrderStatus.ACCEPTED;
            }
            if (tells(Told.REJECTED)) {
                return OrderStatus.REJECTED;
            }
            return placedMinor == null ? OrderStatus.UNKNOWN : OrderStatus.PLACED;
        }
    }
}
