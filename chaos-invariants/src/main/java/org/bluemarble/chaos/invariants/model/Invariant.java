package org.bluemarble.chaos.invariants.model;

/**
 * What must always hold of an economy. The numbers are stable names, used in reports and results; gaps belong to invariants
 * that cannot be read off one snapshot of one database.
 */
public enum Invariant {
    /** What the accounts hold of each fungible = the initial amount + what was minted - what was sunk. */
    I1("gold and every other fungible is conserved"),
    /** No account holds less than its minimum, which is 0 unless the game grants credit. */
    I2("no balance is below its minimum"),
    /** The legs of each operation sum to zero for each resource. */
    I3("the legs of every operation sum to zero"),
    /** Each item has one location over all tables that hold items. */
    I5("every item is in one place"),
    /** The living items are exactly those created and not destroyed. */
    I6("items are conserved: none vanished, none resurrected"),
    /** Each trade has all of its legs or none, and is done exactly if it has all. */
    I8("every trade is all or nothing"),
    /** Each operation took effect at most once. */
    I9("every operation is applied at most once"),
    /** What a client was told to be done is done. */
    I10("what was acknowledged is there"),
    /** What a client was told to have failed has no effect, now or later. */
    I11("what was refused has no effect");

    private final String title;

    Invariant(String title) {
        this.title = title;
    }

    /** {@return what must hold, in words} */
    public String title() {
        return title;
    }

    /** {@return whether judging needs the fact log besides the database} */
    public boolean needsFacts() {
        return this == I10 || this == I11;
    }
}
