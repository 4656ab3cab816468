package io.quittance.sandbox;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.util.Optional;
import java.util.OptionalLong;

/** The payment page: what a payer may do at it, for every gateway alike. */
final class CashierDesk implements Desk {
    private static final String PREFIX = "/cashier/";

    private final Gateway gateway;
    private final Book book;
    private final Counter counter;
    private final GatewayTime time;

    CashierDesk(Gateway gateway, Book book, Counter counter, GatewayTime time) {
        this.gateway = gateway;
        this.book = book;
        this.counter = counter;
        this.time = time;
    }

    /** Whether the page is under that path. */
    static boolean serves(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public WebAnswer serve(WebRequest request) {
        String id = request.path().substring(PREFIX.length());
        if (request.isGet()) {
            return page(gateway, id);
        }
        if (!request.isPost()) {
            return WebAnswer.otherMethod("GET or POST");
        }
        Optional<BookedOrder> order = find(id);
        return order.isEmpty() ? CashierPages.unknown() : act(order.get(), request.form());
    }

    /** The page of the order that has that id. */
    WebAnswer page(Gateway of, String id) {
        Optional<BookedOrder> order = book.atCashier(id).filter(found -> found.gateway() == of);
        return order.map(this::page).orElseGet(CashierPages::unknown);
    }

    private WebAnswer act(BookedOrder order, WebParameters form) {
        switch (form.text("action")) {
            case "pay" -> counter.pay(order, order.asked().amountMinor());
            case "pay-other" -> {
                OptionalLong amount = Amount.ofYuan(form.text("amount"));
                if (amount.isEmpty()) {
                    return CashierPages.choice(order, time.speed(), "金额错误 · that is no amount");
                }
                counter.pay(order, amount.getAsLong());
            }
            case "fail" -> counter.fail(order);
            case "close" -> counter.expire(order);
            case "wait" -> {
                return CashierPages.choice(order, time.speed(), "等待支付 · still waiting");
            }
            default -> {
                return CashierPages.choice(order, time.speed(), "请选择 · choose one");
            }
        }
        return page(order);
    }

    private WebAnswer page(BookedOrder order) {
        if (order.truth() == Truth.WAITING) {
            return CashierPages.choice(order, time.speed(), "");
        }
        return CashierPages.ended(order, counter.returnOf(order));
    }

    private Optional<BookedOrder> find(String id) {
        return book.atCashier(id).filter(found -> found.gateway() == gateway);
    }
}
