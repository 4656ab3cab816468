package io.quittance.edge.placing;

import io.quittance.config.Account;
import io.quittance.edge.EdgeLimits;
import io.quittance.edge.Problem.Fault;
import io.quittance.edge.json.JsonBody;
import io.quittance.edge.json.UnreadableJson;
import io.quittance.events.EventKind;
import io.quittance.gatewayclient.Requests;
import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.FieldFault;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RefusedRequest;
import io.quittance.gateways.SignedRequest;
import io.quittance.gateways.Yuan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one client's placement, checks it against the account's dialect and signs it; every fault at once, before anything is written. */
final class PlacementReader {
    private final Account account;
    private final DialectDefinition rules;
    private final MessageType type;
    private final Outbound outbound;
    private final EventKind kind;
    private final JsonBody body;
    private final Map<RequestRole, String> ours = new EnumMap<>(RequestRole.class);
    private final Map<String, String> said = new TreeMap<>();
    private final Map<String, String> named = new TreeMap<>();

    /** What comes of reading: a request that may be placed, or all that is wrong with it. */
    sealed interface Reading {}

    /** It may be placed. */
    record Placeable(PlacementRequest request) implements Reading {}

    /** It must not go out. */
    record Faulty(List<Fault> faults) implements Reading {}

    private PlacementReader(
            Account account,
            DialectDefinition rules,
            MessageType type,
            Outbound outbound,
            EventKind kind,
            JsonBody body) {
        this.account = account;
        this.rules = rules;
        this.type = type;
        this.outbound = outbound;
        this.kind = kind;
        this.body = body;
    }

    /**
     * Reads a body.
     *
     * @param now epoch milliseconds; the dialect and key in force then count
     * @throws UnreadableJson where it is no JSON object
     */
    static Reading read(Requests requests, Account account, EventKind kind, byte[] json, long now)
            throws UnreadableJson {
        JsonBody body = JsonBody.of(json);
        boolean page = kind == EventKind.PAYMENT && body.flag("page");
        MessageType type = type(account, kind, page, now);
        DialectDefinition rules = account.gateway().dialect().definition(now);
        Outbound outbound = rules.outbound().get(type);
        if (outbound == null) {
            return new Faulty(List.of(new Fault(
                    page ? "page" : "account",
                    page
                            ? "this gateway has no page that a payer's browser posts"
                            : "this gateway takes no such placements")));
        }
        return new PlacementReader(account, rules, type, outbound, kind, body).read(requests, now);
    }

    /** A gateway that has only a page gets that; one that has both gets the call unless the client wants the page. */
    private static MessageType type(Account account, EventKind kind, boolean page, long now) {
        if (kind == EventKind.PAYOUT) {
            return MessageType.PAYOUT_REQUEST;
        }
        return page || !Requests.offers(account, MessageType.PAYMENT_REQUEST, now)
                ? MessageType.PAYMENT_PAGE
                : MessageType.PAYMENT_REQUEST;
    }

    private Reading read(Requests requests, long now) {
        String order = order();
        Long amountMinor = amount();
        if (kind == EventKind.PAYOUT) {
            take("bankName", RequestRole.BANK_NAME);
            take("accountName", RequestRole.ACCOUNT_NAME);
            take("accountNumber", RequestRole.ACCOUNT_NUMBER);
        } else {
            take("channel", RequestRole.CHANNEL);
            take("description", RequestRole.DESCRIPTION);
            take("attach", RequestRole.ATTACH);
        }
        takeFields();
        List<Fault> faults = new ArrayList<>(body.faults());
        return switch (requests.make(account, type, ours, named, now)) {
            case RefusedRequest refused -> {
                refused.faults().forEach(fault -> add(faults, fault));
                yield new Faulty(List.copyOf(faults));
            }
            case SignedRequest signed ->
                order == null || amountMinor == null || !faults.isEmpty()
                        ? new Faulty(List.copyOf(faults))
                        : new Placeable(request(order, amountMinor, signed));
        };
    }

    private @Nullable String order() {
        String order = body.required("order");
        if (order == null) {
            return null;
        }
        if (order.length() > EdgeLimits.MAX_ORDER_LENGTH) {
            body.tell("order", "has more than " + EdgeLimits.MAX_ORDER_LENGTH + " characters");
        } else if (order.chars().anyMatch(next -> next == '&' || next == '=' || next < ' ')) {
            body.tell("order", "must hold no &, = or control character: no callback for it could be believed");
        }
        put("order", RequestRole.ORDER, order);
        return order;
    }

    private @Nullable Long amount() {
        Long minor = body.read(
                "amount", body.required("amount"), Yuan::minor, "must be an amount in yuan, such as \"100.00\"");
        if (minor == null) {
            return null;
        }
        if (minor == 0) {
            body.tell("amount", "must be more than nothing");
        }
        ours.put(RequestRole.AMOUNT, AmountText.of(minor, rules.units(), outbound));
        said.put("amount", Long.toString(minor));
        return minor;
    }

    private void take(String name, RequestRole role) {
        String text = body.text(name);
        if (text == null || text.isEmpty()) {
            return;
        }
        if (outbound.fields().values().stream().noneMatch(field -> field.role() == role)) {
            body.tell(name, "is nothing that this gateway takes; leave it out");
            return;
        }
        put(name, role, text);
    }

    private void put(String name, RequestRole role, String text) {
        checkLine(name, text);
        ours.put(role, text);
        said.put(name, text);
    }

    /** Browsers change line ends in what they post, and then the signature would not fit. */
    private void checkLine(String name, String text) {
        if (type == MessageType.PAYMENT_PAGE && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)) {
            body.tell(name, "must be a single line, since a browser posts it");
        }
    }

    /** By the gateway's own names only what has no name of ours: whatever else would be said twice. */
    private void takeFields() {
        body.texts("fields").forEach((name, text) -> {
            RequestField field = outbound.fields().get(name);
            String inOurs = field == null ? null : Said.name(field.role());
            if (field == null) {
                body.tell("fields." + name, "is not a field of " + type.wireName());
            } else if (inOurs == null) {
                body.tell("fields." + name, "is filled in here; leave it out");
            } else if (!inOurs.isEmpty()) {
                body.tell("fields." + name, "is said as " + inOurs);
            } else {
                checkLine("fields." + name, text);
                named.put(name, text);
                said.put("fields." + name, text);
            }
        });
    }

    /** A fault of the gateway's field under the name by which the client says it; once for each. */
    private void add(List<Fault> faults, FieldFault fault) {
        RequestField field = outbound.fields().get(fault.field());
        String inOurs = field == null ? null : Said.name(field.role());
        String name = inOurs == null || inOurs.isEmpty() ? "fields." + fault.field() : inOurs;
        if (faults.stream().noneMatch(known -> known.field().equals(name))) {
            faults.add(new Fault(name, fault.message()));
        }
    }

    private PlacementRequest request(String order, long amountMinor, SignedRequest signed) {
        List<String> secrets = new ArrayList<>();
        for (RequestRole role : List.of(RequestRole.ACCOUNT_NUMBER, RequestRole.ACCOUNT_NAME)) {
            if (ours.containsKey(role)) {
                secrets.add(ours.get(role));
            }
        }
        return new PlacementRequest(
                kind,
                account,
                rules,
                order,
                amountMinor,
                type,
                Map.copyOf(said),
                List.copyOf(secrets),
                Masking.fields(outbound, signed, secrets, RequestHash.of(account)),
                signed);
    }
}
