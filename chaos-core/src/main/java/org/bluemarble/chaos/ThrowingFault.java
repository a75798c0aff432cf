package org.bluemarble.chaos;

/** The call ends with something thrown: what {@link Injection#exception()} makes. */
public sealed interface ThrowingFault extends Fault permits ThrowException, JvmError {}
