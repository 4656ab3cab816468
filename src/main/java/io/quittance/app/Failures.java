package io.quittance.app;

import io.quittance.config.InvalidDialects;
import io.quittance.config.InvalidSettings;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Tells a person why a command failed, in one clear line each, and picks the exit status. */
final class Failures {
    private Failures() {}

    /** Writes the failure to the command's error output; 2 for wrong settings, else 1. */
    static int tell(Exception failure, CommandLine command, boolean stacktrace) {
        PrintWriter err = command.getErr();
        int status = tell(failure, err, command.getCommandSpec().qualifiedName());
        if (stacktrace) {
            failure.printStackTrace(err);
        }
        return status;
    }

    private static int tell(Exception failure, PrintWriter err, String command) {
        if (failure instanceof InvalidSettings settings) {
            settings.faults().forEach(err::println);
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof InvalidDialects dialects) {
            dialects.faults().forEach(err::println);
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof RefusedStart refused) {
            refused.faults().forEach(err::println);
            return CommandLine.ExitCode.SOFTWARE;
        }
        String message = failure.getMessage();
        err.println(command + ": "
                + (message == null
                        ? failure.getClass().getSimpleName()
                        : message.lines().findFirst().orElse("")) + " (more with --stacktrace)");
        return CommandLine.ExitCode.SOFTWARE;
    }
}
