package org.bluemarble.chaos.invariants.model;

import java.util.Objects;

/** What can be owned. */
public sealed interface Resource {

    /**
     * Gold, or a stack of something whose pieces cannot be told apart.
     *
     * @param name for example {@code gold}, or the template of a stack
     */
    record Fungible(String name) implements Resource {
        /** Checks. */
        public Fungible {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * One item that exists at most once.
     *
     * @param id the item's id
     */
    record UniqueItem(String id) implements Resource {
        /** Checks. */
        public UniqueItem {
            Objects.requireNonNull(id, "id");
        }

        @Override
        public String toString() {
            return "item " + id;
        }
    }
}
