package io.quittance.sandbox;

import io.quittance.sandbox.Callback.Says;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** Puts what a gateway has to say into the fields of its document and signs them with one account's credentials. */
final class CallbackForms {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(BEIJING);
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(BEIJING);

    private final Gateway gateway;
    private final Credentials credentials;
    private final GatewaySigner paymentSigner;
    private final GatewaySigner payoutSigner;

    CallbackForms(Gateway gateway, Credentials credentials) {
        this.gateway = gateway;
        this.credentials = credentials;
        String secret = credentials.secret();
        this.paymentSigner = switch (gateway) {
            case YIJUHE ->
                new YijuheSigner(
                        secret, Objects.requireNonNull(credentials.platformKey(), "yijuhe signs with an RSA key"));
            case JINGS -> ListedSigner.jings(secret);
            case ZONGHE -> new ZongheSigner(secret);
            case JUHE -> ListedSigner.juhe(secret);
            case LIANHE -> ListedSigner.lianhePayment(secret);
        };
        this.payoutSigner = ListedSigner.lianhePayout(secret);
    }

    /** The signed form. A report that the gateway has no words for is an error of the caller. */
    Form signed(Callback callback, Freshness fresh) {
        Form form = switch (callback.flow()) {
            case PAYMENT -> payment(callback, fresh);
            case PAYOUT -> payout(callback);
        };
        GatewaySigner signer = switch (callback.flow()) {
            case PAYMENT -> paymentSigner;
            case PAYOUT -> payoutSigner;
        };
        return form.with(gateway.signatureField(), signer.sign(form.fields()));
    }

    private Form payment(Callback callback, Freshness fresh) {
        return switch (gateway) {
            case YIJUHE -> yijuhe(callback, fresh);
            case JINGS -> jings(callback);
            case ZONGHE -> zonghe(callback);
            case JUHE -> juhe(callback, fresh.notifiedAt());
            case LIANHE -> lianhe(callback);
        };
    }

    private Form yijuhe(Callback callback, Freshness fresh) {
        String status = switch (callback.says()) {
            case PENDING -> "0";
            case PAID -> "1";
            case SOMETHING_ELSE -> "2";
            case FAILED -> throw unspeakable(callback);
        };
        return new Form()
                .with("merId", credentials.merchant())
                .with("orderId", callback.order())
                .with("sysOrderId", callback.gatewayOrder())
                .with("desc", "商品")
                .with("orderAmt", Yuan.twoDecimals(callback.paidMinor()))
                .with("status", status)
                .with("nonceStr", fresh.nonce())
                .with("attch", callback.note());
    }

    private Form jings(Callback callback) {
        onlyPaid(callback);
        return new Form()
                .with("payid", callback.gatewayOrder())
                .with("orderid", callback.order())
                .with("orderuid", callback.note())
                .with("paymoney", Yuan.twoDecimals(callback.orderedMinor()))
                .with("realpay", Yuan.twoDecimals(callback.paidMinor()));
    }

    private Form zonghe(Callback callback) {
        String status = switch (callback.says()) {
            case PENDING -> "-1";
            case FAILED -> "0";
            case PAID -> "1";
            case SOMETHING_ELSE -> "7";
        };
        boolean paid = callback.says() == Says.PAID;
        return new Form()
                .with("actual_amount", paid ? callback.paidMinor() + ".00" : "0")
                .with("amount", callback.orderedMinor() + ".00")
                .with("appid", credentials.merchant())
                .with("attach", callback.note())
                .with("order_no", callback.order())
                .with("pay_status", status)
                .with("pay_time", paid ? SPACED.format(callback.paidAt()) : "")
                .with("platform_order_no", callback.gatewayOrder());
    }

    private Form juhe(Callback callback, Instant notifiedAt) {
        String code = switch (callback.says()) {
            case PAID -> "00";
            case SOMETHING_ELSE -> "11";
            case PENDING, FAILED -> throw unspeakable(callback);
        };
        return new Form()
                .with("memberid", credentials.merchant())
                .with("orderid", callback.order())
                .with("amount", Yuan.twoDecimals(callback.paidMinor()))
                .with("transaction_id", callback.gatewayOrder())
                .with("datetime", COMPACT.format(notifiedAt))
                .with("returncode", code)
                .with("attach", callback.note());
    }

    private Form lianhe(Callback callback) {
        onlyPaid(callback);
        return new Form()
                .with("amount", Yuan.twoDecimals(callback.paidMinor()))
                .with("appKey", credentials.merchant())
                .with("channel", callback.channel())
                .with("mrn", callback.order())
                .with("originAmount", Yuan.shortest(callback.orderedMinor()));
    }

    private Form payout(Callback callback) {
        onlyPaid(callback);
        if (gateway != Gateway.LIANHE) {
            throw new IllegalArgumentException(gateway.dialect() + " pays nothing out");
        }
        return new Form()
                .with("amount", Yuan.shortest(callback.paidMinor()))
                .with("appKey", credentials.merchant())
                .with("mrn", callback.order());
    }

    private void onlyPaid(Callback callback) {
        if (callback.says() != Says.PAID) {
            throw unspeakable(callback);
        }
    }

    private IllegalArgumentException unspeakable(Callback callback) {
        return new IllegalArgumentException(gateway.dialect() + " has no callback that says " + callback.says());
    }
}
