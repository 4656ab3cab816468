package io.quittance.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line inside the test: its exit status and what it wrote. */
record CommandRun(int status, String out, String err) {
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandRun(status, out.toString(), err.toString());
    }
}
