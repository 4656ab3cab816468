package io.quittance.sandbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Eight fields of the callback and {@code secret} among them, sorted by name, blanks kept, MD5 in lower case
 * (gateways/README.md, zonghe).
 */
record ZongheSigner(String secret) implements GatewaySigner {
    private static final List<String> SIGNED = List.of(
            "order_no", "amount", "actual_amount", "appid", "attach", "pay_status", "pay_time", "platform_order_no");

    @Override
    public String sign(Map<String, String> fields) {
        Map<String, String> signed = new TreeMap<>();
        SIGNED.forEach(name -> signed.put(name, fields.getOrDefault(name, "")));
        signed.put("secret", secret);
        return Md5.lowerHex(signed.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&")));
    }

    @Override
    public String toString() {
        return "ZongheSigner";
    }
}
