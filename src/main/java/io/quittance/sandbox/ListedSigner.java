package io.quittance.sandbox;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Listed fields in a fixed order and the secret behind them; a field that is absent or blank signs as {@code name=}
 * unless blanks are left out.
 *
 * @param names the signed fields in the order of the document
 * @param secretName the name under which the secret goes last: {@code key} or {@code token}
 * @param leavesBlanksOut whether a blank field is not signed at all
 * @param digest MD5 in the letter case of the document
 */
record ListedSigner(
        List<String> names, String secretName, String secret, boolean leavesBlanksOut, UnaryOperator<String> digest)
        implements GatewaySigner {

    /** jings, payment callback: the order of the document, blanks kept, {@code &token=}, lower case. */
    static ListedSigner jings(String token) {
        List<String> names = List.of("payid", "orderid", "orderuid", "paymoney", "realpay");
        return new ListedSigner(names, "token", token, false, Md5::lowerHex);
    }

    /** juhe, payment callback: the listed fields by ASCII, blanks left out, {@code &key=}, upper case; attach is not signed. */
    static ListedSigner juhe(String key) {
        List<String> names = List.of("amount", "datetime", "memberid", "orderid", "returncode", "transaction_id");
        return new ListedSigner(names, "key", key, true, Md5::upperHex);
    }

    /** lianhe, payment callback: the order of the document, blanks kept, {@code &key=}, lower case. */
    static ListedSigner lianhePayment(String key) {
        List<String> names = List.of("amount", "appKey", "channel", "mrn", "originAmount");
        return new ListedSigner(names, "key", key, false, Md5::lowerHex);
    }

    /** lianhe, payout callback. */
    static ListedSigner lianhePayout(String key) {
        return new ListedSigner(List.of("amount", "appKey", "mrn"), "key", key, false, Md5::lowerHex);
    }

    /** zonghe, browser return: blanks kept, the secret sorts last, lower case. */
    static ListedSigner zongheReturn(String secret) {
        return new ListedSigner(List.of("order_no", "pay_status"), "secret", secret, false, Md5::lowerHex);
    }

    /** jings, any request: the order of the document, blanks kept, {@code &token=}, lower case. */
    static ListedSigner jingsRequest(String token, List<String> names) {
        return new ListedSigner(names, "token", token, false, Md5::lowerHex);
    }

    /** juhe, any request or answer: the listed fields by ASCII, blanks left out, {@code &key=}, upper case. */
    static ListedSigner juheListed(String key, List<String> names) {
        return new ListedSigner(names.stream().sorted().toList(), "key", key, true, Md5::upperHex);
    }

    /** lianhe, any request: the order of the document, blanks kept, {@code &key=}, lower case. */
    static ListedSigner lianheRequest(String key, List<String> names) {
        return new ListedSigner(names, "key", key, false, Md5::lowerHex);
    }

    @Override
    public String sign(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            String value = fields.getOrDefault(name, "");
            if (!value.isEmpty() || !leavesBlanksOut) {
                text.append(name).append('=').append(value).append('&');
            }
        }
        return digest.apply(text.append(secretName).append('=').append(secret).toString());
    }

    @Override
    public String toString() {
        return "ListedSigner[names=" + names + "]";
    }
}
