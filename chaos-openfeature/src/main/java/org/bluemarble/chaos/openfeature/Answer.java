package org.bluemarble.chaos.openfeature;

/** What a provider said of one flag. */
sealed interface Answer {

    /** The rule shall act, or shall not. */
    record Decided(boolean on) implements Answer {}

    /** The provider does not know the flag: others decide. */
    record NotKnown() implements Answer {}

    /** The provider failed, and nobody knows what it would have said. */
    record Failed(String reason) implements Answer {}
}
