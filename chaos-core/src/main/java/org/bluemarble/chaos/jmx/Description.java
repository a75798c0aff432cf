package org.bluemarble.chaos.jmx;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The sentence that a management tool shows beside an MBean, an attribute, an operation or a parameter. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
public @interface Description {

    /** {@return the sentence} */
    String value();

    /** {@return whether an operation only answers and changes nothing; ignored elsewhere} */
    boolean readOnly() default false;
}
