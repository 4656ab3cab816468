package io.quittance.sandbox;

/** The words of a gateway whose order the payer's browser brings: on to the payment page, also when the page is loaded again. */
final class PageWords implements BackOffice.Words {
    private final BackOffice office;
    private final NewOrder asked;

    PageWords(BackOffice office, NewOrder asked) {
        this.office = office;
        this.asked = asked;
    }

    @Override
    public WebAnswer taken(BookedOrder order) {
        return WebAnswer.seeOther(office.cashier(order));
    }

    @Override
    public WebAnswer known(BookedOrder order) {
        boolean reloaded = order.asked().signature().equals(asked.signature());
        return reloaded ? WebAnswer.seeOther(office.cashier(order)) : CashierPages.refused("订单号重复");
    }

    @Override
    public WebAnswer busy() {
        return CashierPages.refused("系统繁忙");
    }

    @Override
    public boolean toBrowser() {
        return true;
    }
}
