package io.quittance.app;

import io.quittance.app.books.DayReading;
import io.quittance.app.books.DayTable;
import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Topic;
import io.quittance.queries.BookDay;
import io.quittance.queries.DayReport;
import io.quittance.queries.DayReportCsv;
import io.quittance.queries.DayReportJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code books reconcile}: a day's books of each account; exit status 1 where they have an open break. */
@Command(
        name = "reconcile",
        description = {
            "Shows what became of a day's payments and payouts, by channel and in all, what the balance did, which statements of"
                    + " the gateway are compared, and every difference that nothing has explained yet: the open breaks. Exit"
                    + " status 1 where there is one.",
            "",
            "It reads the topics reconciliation and breaks from the first record to the last, read committed and without a"
                    + " group, and changes nothing. The application may run."
        })
final class ReconcileCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption config = new SettingsOption();

    @Option(names = "--account", paramLabel = "NAME", description = "Only the books of this account.")
    private @Nullable String account;

    @Option(
            names = "--date",
            paramLabel = "DAY",
            description = "The day in Beijing, for example 2026-03-01; the one before today if left out.")
    private @Nullable String date;

    @Option(
            names = "--json",
            description = "One JSON object for each account, each on a line; amounts as decimal yuan.")
    private boolean json;

    @Option(names = "--csv", description = "One table for spreadsheets (RFC 4180), UTF-8.")
    private boolean csv;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InvalidSettings, IOException, InterruptedException {
        if (json && csv) {
            throw new ParameterException(spec.commandLine(), "--json or --csv, not both");
        }
        LocalDate day = day();
        Settings settings = config.load();
        List<DayReport> reports = read(settings, day, BooksCommand.named(spec, config, settings, account));
        print(reports);
        boolean hasBreaks = reports.stream().anyMatch(report -> report.book().breakCount() > 0);
        return hasBreaks ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private LocalDate day() {
        String asked = date;
        LocalDate day = asked == null ? BookDay.of(Instant.now()).minusDays(1) : BookDay.parse(asked);
        if (day == null) {
            throw new ParameterException(spec.commandLine(), "--date " + asked + ": must be " + BookDay.GRAMMAR);
        }
        return day;
    }

    private static List<DayReport> read(Settings settings, LocalDate day, List<String> accounts)
            throws IOException, InterruptedException {
        try (ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
            return Servers.ask(settings.kafka(), admin -> {
                BooksCommand.requireTopics(
                        admin, settings.topics().prefix(), List.of(Topic.RECONCILIATION, Topic.BREAKS));
                return DayReading.read(settings, registry, day, accounts);
            });
        }
    }

    private void print(List<DayReport> reports) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            reports.forEach(report -> out.println(new String(DayReportJson.of(report), StandardCharsets.UTF_8)));
        } else if (csv) {
            out.print(DayReportCsv.of(reports));
        } else {
            DayTable.of(reports).forEach(out::println);
        }
        out.flush();
    }
}
