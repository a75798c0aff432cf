package org.bluemarble.chaos.pressure;

import org.jspecify.annotations.Nullable;

/**
 * How a pressure ended. Public because the engine in the parent package asks for it.
 *
 * @param refusal why it could not press here, or null
 * @param unreleased what it could not give back, or null
 * @param bug what broke inside, or null
 */
public record PressureEnd(
        @Nullable String refusal,
        @Nullable String unreleased,
        @Nullable Throwable bug) {}
