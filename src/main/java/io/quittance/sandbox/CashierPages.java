package io.quittance.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pages that payers see: plain, escaped, without scripts. */
final class CashierPages {
    private CashierPages() {}

    /** Why an order was not taken, told to the payer. */
    static WebAnswer refused(String why) {
        return page(400, "下单失败", "", "<p role=\"alert\">" + escaped(why) + "</p>");
    }

    /** There is no such payment page. */
    static WebAnswer unknown() {
        return page(404, "订单不存在", "", "<p>no order is paid here</p>");
    }

    /** An open order, and what the payer may do. */
    static WebAnswer choice(BookedOrder order, int speed, String remark) {
        String action = "/" + order.gateway().dialect() + "/cashier/" + order.cashierId();
        boolean payout = order.asked().flow() == Flow.PAYOUT;
        String buttons = payout
                ? button("pay", "下发 · pay out") + button("fail", "失败 · fail") + button("wait", "等待 · wait")
                : button("pay", "支付 · pay")
                        + other()
                        + button("fail", "失败 · fail")
                        + button("wait", "等待 · wait")
                        + button("close", "关闭 · close");
        String body = summary(order)
                + (remark.isEmpty() ? "" : "<p role=\"status\">" + escaped(remark) + "</p>")
                + "<form method=\"post\" action=\"" + escaped(action) + "\">" + buttons + "</form>"
                + "<p>Sandbox. No money moves. Time runs " + speed + " times as fast as the documents say.</p>";
        return page(200, payout ? "下发" : "收银台", "", body);
    }

    /** An order that has ended, and the way back to the shop. */
    static WebAnswer ended(BookedOrder order, BrowserReturn back) {
        String head = "";
        String way;
        String url = escaped(back.url().toString());
        if (order.asked().flow() == Flow.PAYOUT) {
            way = "";
        } else if (back.post()) {
            way = "<form method=\"post\" action=\"" + url + "\">"
                    + hidden(back.form().fields()) + "<button>返回商户 · back to the shop</button></form>";
        } else {
            way = "<p><a href=\"" + url + "\">返回商户 · back to the shop</a></p>";
            // jings sends the browser back by itself, 1 to 3 seconds after the callback.
            head = order.gateway() == Gateway.JINGS
                    ? "<meta http-equiv=\"refresh\" content=\"2;url=" + url + "\">"
                    : "";
        }
        return page(200, "订单已结束", head, summary(order) + way);
    }

    /** A form that leads to that address, to be printed into a page. */
    static String formTo(String url) {
        return "<form action=\"" + escaped(url) + "\" method=\"get\"><button>支付</button></form>";
    }

    /** What is open, for a person who decides. */
    static WebAnswer home(List<BookedOrder> open, List<Till> tills, int speed) {
        StringBuilder body = new StringBuilder("<p>Five payment gateways, imitated. No money moves. Time runs ")
                .append(speed)
                .append(" times as fast as the documents say. The truth is at <a href=\"/ledger\">/ledger</a>.</p>");
        body.append("<h2>Accounts</h2><table><tr><th>Account<th>Gateway<th>Merchant<th>Balance</tr>");
        for (Till till : tills) {
            body.append("<tr><td>").append(escaped(till.account().name()));
            body.append("<td>").append(till.account().gateway().dialect());
            body.append("<td>").append(escaped(till.account().merchant()));
            body.append("<td>").append(Yuan.twoDecimals(till.balanceMinor())).append("</tr>");
        }
        body.append("</table><h2>Waiting orders</h2>").append(open.isEmpty() ? "<p>none</p>" : "<ul>");
        for (BookedOrder order : open) {
            String page = "/" + order.gateway().dialect() + "/cashier/" + order.cashierId();
            body.append("<li><a href=\"")
                    .append(page)
                    .append("\">")
                    .append(escaped(order.asked().id()));
            body.append("</a> ")
                    .append(Yuan.twoDecimals(order.asked().amountMinor()))
                    .append(" · ");
            body.append(escaped(order.till().account().name())).append("</li>");
        }
        return page(
                200, "Sandbox", "", body.append(open.isEmpty() ? "" : "</ul>").toString());
    }

    /** Text that a browser shows as it is, in content and in quoted attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String summary(BookedOrder order) {
        String state = order.truth().name().toLowerCase(Locale.ROOT);
        return "<dl><dt>商户订单号 · order</dt><dd>" + escaped(order.asked().id()) + "</dd><dt>金额 · amount</dt><dd>¥"
                + Yuan.twoDecimals(order.asked().amountMinor()) + "</dd><dt>状态 · state</dt><dd>" + state + "</dd></dl>";
    }

    private static String button(String action, String label) {
        return "<p><button name=\"action\" value=\"" + action + "\">" + label + "</button></p>";
    }

    private static String other() {
        return "<p><label>其他金额 · another amount <input name=\"amount\" inputmode=\"decimal\" size=\"10\"></label> "
                + "<button name=\"action\" value=\"pay-other\">支付 · pay that</button></p>";
    }

    private static String hidden(Map<String, String> fields) {
        StringBuilder inputs = new StringBuilder();
        fields.forEach((name, value) -> inputs.append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">"));
        return inputs.toString();
    }

    private static WebAnswer page(int status, String title, String head, String body) {
        String html = """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s</title>%2$s
            <style>body{font:16px/1.5 sans-serif;max-width:32em;margin:2em auto;padding:0 1em}
            button,input{font:inherit;padding:.4em .8em;margin:.2em 0}dt{font-weight:bold}td,th{padding:.2em .6em;text-align:left}</style>
            </head><body><h1>%1$s</h1>
            %3$s
            </body></html>
            """.formatted(title, head, body);
        return WebAnswer.page(status, html);
    }
}
