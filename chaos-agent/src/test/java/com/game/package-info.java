/** A game server that knows nothing of fault injection, for child JVMs. It uses the JDK alone. Start reading at GameMain. */
@NullMarked
package com.game;

import org.jspecify.annotations.NullMarked;
