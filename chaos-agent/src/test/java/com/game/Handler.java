package com.game;

/** Its implementations get a bridge method from the compiler; one method is in an interface. */
interface Handler<T> {

    T handle(T message);

    default String describe() {
        return "handler " + getClass().getSimpleName();
    }

    /** Handles text. */
    final class Text implements Handler<String> {
        @Override
        public String handle(String message) {
            return message.toUpperCase(java.util.Locale.ROOT);
        }
    }
}
