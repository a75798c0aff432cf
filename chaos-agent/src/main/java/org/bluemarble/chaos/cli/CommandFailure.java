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

    /**
     * Returns the reason at the bottom of an exception, in one line: what RMI and JNDI wrap around it fills a screen and
     * says nothing more.
     */
    static String because(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.replaceAll("\\s+", " ").strip();
    }

    int exitStatus() {
        return exitStatus;
    }
}
