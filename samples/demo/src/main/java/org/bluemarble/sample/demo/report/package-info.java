/**
 * The page a person looks at after a demo. Start reading at {@link org.bluemarble.sample.demo.report.HtmlReport}.
 */
@NullMarked
package org.bluemarble.sample.demo.report;

import org.jspecify.annotations.NullMarked;
