package org.bluemarble.chaos.spi;

/**
 * What the words of one rule are called in messages. A file and a rule from code name them by their nesting; in the
 * one-line spelling all keys stand side by side and go by their own names.
 *
 * @param prefix what stands before every path, for example {@code rules.lose-ack.}; empty for none
 * @param nested whether the group is part of the path, as in {@code when.probability}
 */
public record RulePaths(String prefix, boolean nested) {

    /** The one-line spelling. */
    public static final RulePaths LINE = new RulePaths("", false);

    /** A rule built in code. */
    public static final RulePaths CODE = new RulePaths("", true);

    /** {@return the paths of one of several rules} */
    public static RulePaths of(String ruleId) {
        return new RulePaths("rules." + Word.shown(ruleId) + ".", true);
    }

    /** {@return the path of the rule's id} */
    public String id() {
        return prefix + "id";
    }

    /** {@return the path of the point's name} */
    public String at() {
        return nested ? prefix + "at" : "point";
    }

    /** {@return the path of a condition on an attribute} */
    public String where(String attribute) {
        return in("where", attribute);
    }

    /** {@return the path of the fault's name} */
    public String fault() {
        return prefix + "fault";
    }

    /** {@return the path of a parameter, or of the value that follows the fault's name} */
    public String fault(String parameter) {
        return in("fault", parameter);
    }

    /** {@return the path of a trigger's value} */
    public String when(String key) {
        return in("when", key);
    }

    /** {@return the path of a bound} */
    public String bounds(String key) {
        return in("bounds", key);
    }

    /** {@return the path of the phase} */
    public String phase() {
        return prefix + "phase";
    }

    /** {@return the path of the flag} */
    public String enabled() {
        return prefix + "enabled";
    }

    /** {@return the path of the mark of a dry run} */
    public String dryRun() {
        return prefix + "dry-run";
    }

    /** {@return the path of the permission to block a loop} */
    public String allowBlocking() {
        return prefix + "allow-blocking";
    }

    /** {@return the path of a group: {@code where}, {@code when} or {@code bounds}} */
    public String group(String name) {
        return prefix + name;
    }

    private String in(String group, String key) {
        String shown = Word.shown(key);
        return nested ? prefix + group + "." + shown : shown;
    }
}
