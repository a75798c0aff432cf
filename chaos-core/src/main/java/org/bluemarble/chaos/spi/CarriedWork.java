package org.bluemarble.chaos.spi;

/** Work that is done in the context of whoever handed it over, on whatever thread, and leaves none behind there. */
sealed interface CarriedWork permits CarriedTask, CarriedCallback {

    /** {@return the work as it was handed over} */
    Object task();
}
