package org.bluemarble.chaos.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command answered. */
record Cli(int status, String out, String err) {

    static Cli run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int status = ChaosCommand.run(new PrintWriter(out), new PrintWriter(err), texts);
        return new Cli(status, out.toString(), err.toString());
    }
}
