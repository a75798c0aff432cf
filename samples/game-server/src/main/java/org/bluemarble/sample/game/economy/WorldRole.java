package org.bluemarble.sample.game.economy;

/**
 * A shard's part in a world of two.
 *
 * @param shard its own name
 * @param peer the other shard's name
 * @param isCoordinator whether bosses are this shard's to decide about; exactly one of the two must say yes
 * @param bossHitPoints how much damage a new boss takes, from 1
 * @param reward gold for everybody who had a share in a boss's end
 */
public record WorldRole(String shard, String peer, boolean isCoordinator, int bossHitPoints, long reward) {}
