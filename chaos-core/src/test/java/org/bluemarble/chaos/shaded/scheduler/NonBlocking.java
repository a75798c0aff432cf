package org.bluemarble.chaos.shaded.scheduler;

/** Looks like Reactor's mark in a copy that a library carries. */
public interface NonBlocking {}
