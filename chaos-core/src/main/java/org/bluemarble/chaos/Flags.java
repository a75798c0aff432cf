package org.bluemarble.chaos;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The feature flags of one engine. Every armed rule has one, by the name of its id; a rule acts while its flag is on. Several
 * sources may have a say, and the highest that has one decides: see {@link FlagSource}. Thread-safe.
 *
 * <p>No source arms or disarms a rule by its flag, and none can switch on what the ceiling or the kill switch forbids.
 */
public final class Flags {

    private final Chaos engine;
    private final FlagBook book;

    Flags(Chaos engine, FlagBook book) {
        this.engine = engine;
        this.book = book;
    }

    /** {@return whether a rule of this id is armed and acts} */
    public boolean isOn(String id) {
        return engine.rule(id).filter(ArmedRule::isEnabled).isPresent();
    }

    /** {@return the flag of the armed rule of this id} */
    public Optional<Flag> flag(String id) {
        return engine.rule(id).map(book::flag);
    }

    /** {@return the flags of all armed rules, in the order of arming} */
    public List<Flag> all() {
        return engine.rules().stream().map(book::flag).toList();
    }

    /**
     * Opens a source whose word is kept by flag and not by rule: what it says holds for rules that are armed later, too. Of
     * several feeds of one source the one that was opened first is heard first.
     *
     * @param source {@link FlagSource#FILE}, {@link FlagSource#PROPERTY} or {@link FlagSource#PROVIDER}
     * @param actor what the audit trail calls it, for example {@code openfeature:central}
     * @throws IllegalArgumentException if the source is another
     */
    public FlagFeed feed(FlagSource source, String actor) {
        if (source.endsWithTheRule() || source == FlagSource.RULE) {
            throw new IllegalArgumentException("source was " + source + " but must be FILE, PROPERTY or PROVIDER");
        }
        return book.open(source, Objects.requireNonNull(actor, "actor"));
    }

    /**
     * Lets the flags of this engine follow the system properties {@code bluemarble.chaos.flag.<id>}, which must be
     * {@code on} or {@code off}. The global engine follows them without being asked. They are read when a rule is armed, and
     * every second while one is; a property that is removed lets go of its flag.
     */
    public void followSystemProperties() {
        book.followSystemProperties();
    }
}
