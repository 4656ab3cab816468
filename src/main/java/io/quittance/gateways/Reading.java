package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Unit;
import io.quittance.gateways.InboundPlan.Roles;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Translates a verified message into our words. */
final class Reading {
    private final Verified verified;
    private final InboundPlan plan;
    private final Fields fields;
    private final Roles roles;

    Reading(Verified verified) {
        this.verified = verified;
        this.plan = verified.plan();
        this.fields = verified.fields();
        this.roles = plan.roles();
    }

    Report report() {
        if (plan.type() == MessageType.BROWSER_RETURN) {
            return hint();
        }
        boolean error = verified.errorAnswer();
        boolean paid = verified.status() == ReportStatus.PAID;
        boolean balance =
                !error && plan.type().kind() == Kind.BALANCE && plan.ok().holds(fields);
        String url = text(roles.payUrl());
        String completed =
                url == null ? null : PayUrls.complete(url, verified.account().baseUrl());
        return new Report(
                plan.type().kind(),
                verified.order(),
                plan.isPlacementAnswer() ? ReportStatus.UNKNOWN : verified.status(),
                text(roles.gatewayOrder()),
                error ? null : amount(roles.ordered(), roles.orderedUnit()),
                paid || plan.type().statement() ? amount(roles.paid(), roles.paidUnit()) : null,
                roles.paid() != Fields.ABSENT,
                balance ? amount(roles.balance(), roles.balanceUnit()) : null,
                balance ? time(roles.asOf()) : null,
                paid ? time(roles.paidAt()) : null,
                text(roles.channel()),
                acceptance(),
                error,
                text(roles.code()),
                text(roles.message()),
                completed,
                url != null && completed == null,
                text(roles.payPage()));
    }

    /** A browser return is in the payer's hands: it gives nothing but its order (gateways/README.md, rules 10 and 13). */
    private Report hint() {
        return new Report(
                Kind.PAYMENT,
                verified.order(),
                ReportStatus.UNKNOWN,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                false,
                null);
    }

    private @Nullable Acceptance acceptance() {
        if (!plan.isPlacementAnswer()) {
            return null;
        }
        Acceptance said = InboundPlan.first(plan.acceptance(), fields);
        boolean unproven = verified.errorAnswer() && said == Acceptance.ACCEPTED;
        return said == null || unproven ? Acceptance.UNDECIDED : said;
    }

    private @Nullable String text(int slot) {
        return slot == Fields.ABSENT ? null : fields.string(slot, plan.charset());
    }

    private @Nullable Long time(int slot) {
        String text = text(slot);
        return text == null ? null : plan.times().parse(text);
    }

    private @Nullable Long amount(int slot, Unit unit) {
        if (slot == Fields.ABSENT || fields.isBlank(slot)) {
            return null;
        }
        int pair = fields.pair(slot);
        long amount = Amounts.parse(fields.text(), fields.valueStart(pair), fields.valueEnd(pair), unit);
        return amount == Amounts.BROKEN ? null : amount;
    }

    /** Completes pay URLs (gateways/README.md, rule 14). */
    static final class PayUrls {
        private PayUrls() {}

        /** An http(s) URL as it is, a path behind the base URL, or null for anything else. */
        static @Nullable String complete(String url, @Nullable URI base) {
            if (!isPlain(url)) {
                return null;
            }
            int host = afterScheme(url, "http://") + afterScheme(url, "https://");
            if (host > 0) {
                return host < url.length() && "/?#".indexOf(url.charAt(host)) < 0 ? url : null;
            }
            if (base == null || !url.startsWith("/") || url.startsWith("//")) {
                return null;
            }
            String start = base.toString();
            return (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + url;
        }

        /** Nothing that browsers strip or take for a slash. */
        private static boolean isPlain(String url) {
            for (int i = 0; i < url.length(); i++) {
                char next = url.charAt(i);
                if (next <= ' ' || next == '\\' || next == 0x7f) {
                    return false;
                }
            }
            return true;
        }

        private static int afterScheme(String url, String scheme) {
            return url.regionMatches(true, 0, scheme, 0, scheme.length()) ? scheme.length() : 0;
        }
    }
}
