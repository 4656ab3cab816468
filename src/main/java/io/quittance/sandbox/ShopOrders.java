package io.quittance.sandbox;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What the shop of the demo orders: order number i is a pure function of the run and i, so that a second start places the very
 * same request again where the first one got no answer.
 */
final class ShopOrders {
    private static final List<Gateway> GATEWAYS = List.of(Gateway.values());
    /** Free text that merchants give and get back; delimiters are legal in it, for a verifier to stumble over. */
    private static final List<String> NOTES = List.of("", "note-1", "会员 A", "a=1&b=2", "100%", "%E4%BC%9A%E5%91%98");

    private static final List<String> BANK_CODES = List.of("901", "903", "906", "911", "912");
    private static final List<String> JUHE_CODES = List.of("902", "903", "904", "907");
    private static final int LIANHE_CHANNELS = 15;
    private static final long LONG_PHI = 0x9E3779B97F4A7C15L;

    private final Run run;

    ShopOrders(Run run) {
        this.run = run;
    }

    /** Order number {@code index}, from 0. */
    ShopOrder order(long index) {
        SplittableRandom dice = dice(index);
        Gateway gateway = gateway(dice);
        Flow flow = flow(gateway, dice);
        String id = id(gateway, index);
        Json body = switch (flow) {
            case PAYMENT -> payment(gateway, id, dice);
            case PAYOUT -> payout(id, dice);
        };
        return new ShopOrder(index, gateway, flow, id, body.written());
    }

    /** What the records of order number {@code index} are kept by. */
    NewOrder.Key key(long index) {
        SplittableRandom dice = dice(index);
        Gateway gateway = gateway(dice);
        return new NewOrder.Key(gateway.account(), flow(gateway, dice), id(gateway, index));
    }

    private String id(Gateway gateway, long index) {
        return gateway.orderPrefix() + run.number() + "-" + index;
    }

    private static Gateway gateway(SplittableRandom dice) {
        return GATEWAYS.get(dice.nextInt(GATEWAYS.size()));
    }

    private static Flow flow(Gateway gateway, SplittableRandom dice) {
        return gateway == Gateway.LIANHE && dice.nextInt(4) == 0 ? Flow.PAYOUT : Flow.PAYMENT;
    }

    private static Json payment(Gateway gateway, String id, SplittableRandom dice) {
        String note = NOTES.get(dice.nextInt(NOTES.size()));
        Json body = new Json().with("order", id).with("amount", Yuan.twoDecimals(dice.nextLong(1_000, 500_001)));
        return switch (gateway) {
            case YIJUHE ->
                body.with("channel", "alipay")
                        .with("description", "商品")
                        .with("attach", note)
                        .with(
                                "fields",
                                new Json()
                                        .with("userId", "u" + dice.nextInt(1_000))
                                        .with("ip", "203.0.113.7"));
            case JINGS -> body.with("description", "商品").with("attach", note);
            case ZONGHE ->
                body.with("channel", one(BANK_CODES, dice))
                        .with("description", "商品")
                        .with("attach", note);
            case JUHE ->
                body.with("channel", one(JUHE_CODES, dice))
                        .with("description", "商品")
                        .with("attach", note);
            case LIANHE ->
                body.with("channel", Integer.toString(1 + dice.nextInt(LIANHE_CHANNELS)))
                        .with("page", dice.nextInt(4) == 0);
        };
    }

    private static Json payout(String id, SplittableRandom dice) {
        return new Json()
                .with("order", id)
                .with("amount", Long.toString(dice.nextLong(10, 501)))
                .with("bankName", "工商银行")
                .with("accountName", "张三")
                .with("accountNumber", "6222020200012345678");
    }

    private static String one(List<String> of, SplittableRandom dice) {
        return of.get(dice.nextInt(of.size()));
    }

    private SplittableRandom dice(long index) {
        long mixed = new SplittableRandom(run.seed() + LONG_PHI * run.number()).nextLong();
        return new SplittableRandom(new SplittableRandom(mixed ^ index).nextLong());
    }
}
