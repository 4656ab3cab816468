package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.LiveEdges.Node;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Received;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement goes the whole way: over HTTP into the log, by the real topology into the books of its day. */
class StatementReconciledTest {
    private static final String ACCOUNTS = """
            accounts:
              li: {gateway: lianhe, merchant: ak_8cd572bc9d, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
            """;

    private static final String BOOKS = "/v1/accounts/li/reconciliation?date=2026-03-01";

    private static final String STATEMENT = """
            appKey,mrn,originAmount,amount,channel,status
            ak_8cd572bc9d,S-1,100.00,100.00,2,1
            ak_8cd572bc9d,S-2,50.00,,2,0
            """;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void shouldHoldAStatementAgainstWhatWeKnowAndChangeNothingTheSecondTime() throws Exception {
        try (LiveEdges live = LiveEdges.start(folder, "statement-reconciled", ACCOUNTS)) {
            Node edge = live.edge();

            String first = handedIn(live, edge);
            String books = compared(live, edge, first);

            assertThat(books)
                    .contains("\"type\":\"PAID_THERE_NOT_HERE\"", "\"order\":\"S-1\"", "\"theirs\":\"100.00\"");
            List<Received> kept = live.received();
            assertThat(kept)
                    .hasSize(3)
                    .allSatisfy(
                            record -> assertThat(live.outcome(record.getId()).getVerdict())
                                    .isIn(OutcomeVerdict.VERIFIED, OutcomeVerdict.NOTED));

            String second = handedIn(live, edge);
            List<Received> again = live.received();
            again.forEach(record -> live.outcome(record.getId()));

            assertThat(second).isEqualTo(first);
            assertThat(again).hasSize(6);
            assertThat(compared(live, edge, second)).isEqualTo(books);
        }
    }

    private static String handedIn(LiveEdges live, Node edge) throws Exception {
        HttpResponse<String> answer = live.http.send(
                LiveEdges.request(edge, "/v1/accounts/li/statements?date=2026-03-01", STATEMENT)
                        .setHeader("Content-Type", "text/csv; charset=utf-8")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"reconciliation\":\"" + BOOKS + "\"");
        return answer.body().substring(7, 39);
    }

    /** The books of the day once the statement is compared and its break is in them. */
    private static String compared(LiveEdges live, Node edge, String statement) {
        return await().atMost(LiveEdges.PATIENCE)
                .until(
                        () -> live.get(edge, BOOKS).body(),
                        books -> books.contains(statement) && books.contains("\"breakCount\":1"));
    }
}
