/** Rules and ceilings as YAML files. Start reading at {@link org.bluemarble.chaos.yaml.RuleFile}. */
@NullMarked
package org.bluemarble.chaos.yaml;

import org.jspecify.annotations.NullMarked;
