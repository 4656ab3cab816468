package io.quittance.app;

import io.quittance.config.Settings;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until it is stopped, against the cluster and registry of the settings. */
@Command(
        name = "run",
        description =
                "Serves the roles of this process against the broker and registry of the settings, until it is stopped. "
                        + "While broker or registry are away it says so and keeps trying; what trying cannot mend ends it.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption config = new SettingsOption();

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            description = "Which roles to serve, of ${COMPLETION-CANDIDATES}; all of them by default.")
    private Set<Role> roles = EnumSet.allOf(Role.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Settings settings = config.load();
        Shutdown shutdown = Shutdown.onSignal();
        try (Application application = Application.listen(settings, roles)) {
            err.println("listening on port " + application.port() + ", roles " + names(roles));
            return shutdown.interruptibly(() -> serve(application, shutdown, err));
        } catch (InterruptedException e) {
            err.println("stopped");
            return CommandLine.ExitCode.OK;
        } finally {
            shutdown.done();
        }
    }

    private static int serve(Application application, Shutdown shutdown, PrintWriter err) throws Exception {
        application.start(err::println);
        if (application.awaitReady(shutdown.asked())) {
            err.println("ready");
        }
        CompletableFuture.anyOf(application.ended(), shutdown.asked()).get();
        if (shutdown.isAsked()) {
            throw new InterruptedException("asked to stop");
        }
        err.println(application.ended().get());
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String names(Set<Role> roles) {
        return roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
    }
}
