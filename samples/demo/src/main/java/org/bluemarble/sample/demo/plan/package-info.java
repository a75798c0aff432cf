/**
 * Which fault is aimed at what, and what the checker must then say. Start reading at {@link
 * org.bluemarble.sample.demo.plan.DemoFault}.
 */
@NullMarked
package org.bluemarble.sample.demo.plan;

import org.jspecify.annotations.NullMarked;
