/**
 * The main job, end to end: two game servers, eight faults, one checker. Start reading at {@link
 * org.bluemarble.sample.demo.DemoMain}.
 */
@NullMarked
package org.bluemarble.sample.demo;

import org.jspecify.annotations.NullMarked;
