package org.bluemarble.chaos.cli;

/** Why a command could not do what was asked, in a line for whoever typed it, with the exit status. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    private CommandFailure(int exitStatus, String line) {
        super(line, null, false, false);
        this.exitStatus = exitStatus;
    }

    static CommandFailure refused(String line) {
        return new CommandFailure(ExitStatus.REFUSED, line);
    }

    static CommandFailure usage(String line) {
        return new CommandFailure(ExitStatus.USAGE, line);
    }

    static CommandFailure unreachable(String line) {
        return new CommandFailure(ExitStatus.UNREACHABLE, line);
    }

    int exitStatus() {
        return exitStatus;
    }
}
