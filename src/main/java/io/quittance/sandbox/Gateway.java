package io.quittance.sandbox;

import java.time.Duration;
import java.util.Optional;

/** The five gateways: one line of facts each (gateways/README.md, the table). */
public enum Gateway {
    YIJUHE("yijuhe", "yi-main", "YJ", 5, "orderId", "orderAmt", "sign"),
    JINGS("jings", "jings-main", "JS", 3, "orderid", "realpay", "key"),
    ZONGHE("zonghe", "zonghe-main", "ZH", 5, "order_no", "actual_amount", "sign"),
    JUHE("juhe", "juhe-main", "JH", 3, "orderid", "amount", "sign"),
    LIANHE("lianhe", "lianhe-main", "LH", 3, "mrn", "amount", "sign");

    private final String dialect;
    private final String account;
    private final String orderPrefix;
    private final int retries;
    private final String orderField;
    private final String paidField;
    private final String signatureField;

    Gateway(
            String dialect,
            String account,
            String orderPrefix,
            int retries,
            String orderField,
            String paidField,
            String signatureField) {
        this.dialect = dialect;
        this.account = account;
        this.orderPrefix = orderPrefix;
        this.retries = retries;
        this.orderField = orderField;
        this.paidField = paidField;
        this.signatureField = signatureField;
    }

    /** The name of its dialect. */
    public String dialect() {
        return dialect;
    }

    /** The name of its usual account, which the demo has. */
    String account() {
        return account;
    }

    /** What the merchant's order numbers at it begin with. */
    String orderPrefix() {
        return orderPrefix;
    }

    /** How often it tries again after the first try. */
    int retries() {
        return retries;
    }

    /** The pause after that failed try of a callback, the first being 0 (gateways/README.md, the table). */
    Duration retryPause(int attempt) {
        return this == YIJUHE ? Duration.ofSeconds(5 * (attempt + 1L)) : Duration.ofMinutes(1);
    }

    /** What the gateway's own order numbers begin with; jings has plain digits. */
    String prefixOfItsOrders() {
        return switch (this) {
            case YIJUHE -> "S";
            case ZONGHE -> "A";
            case JINGS, JUHE, LIANHE -> "";
        };
    }

    /** The field of a callback that names the order. */
    String orderField() {
        return orderField;
    }

    /** The field of a callback that states what was paid. */
    String paidField() {
        return paidField;
    }

    /** The field that carries the signature. */
    String signatureField() {
        return signatureField;
    }

    /** The gateway of the demo's account of that name, or empty where the demo has no such account. */
    static Optional<Gateway> ofAccount(String account) {
        for (Gateway gateway : values()) {
            if (gateway.account.equals(account)) {
                return Optional.of(gateway);
            }
        }
        return Optional.empty();
    }

    /** The gateway of that dialect, or empty. */
    public static Optional<Gateway> ofDialect(String dialect) {
        for (Gateway gateway : values()) {
            if (gateway.dialect.equals(dialect)) {
                return Optional.of(gateway);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether this gateway takes the answer for an acknowledgement. It tests as its document says: yijuhe and zonghe the
     * exact word, juhe the word anywhere in the page (so an error page that happens to hold it counts), jings any 2xx,
     * lianhe status 200 and the exact word.
     */
    boolean acknowledges(int status, String body) {
        return switch (this) {
            case YIJUHE -> body.equals("success");
            case JINGS -> status >= 200 && status < 300;
            case ZONGHE -> body.equals("SUCCESS");
            case JUHE -> body.contains("OK");
            case LIANHE -> status == 200 && body.equals("success");
        };
    }
}
