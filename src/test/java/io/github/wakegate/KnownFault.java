// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * The library has a fault that this test shows, and that is known. The test passes as long as its assertion fails, and
 * fails once the fault is mended: then this annotation goes.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KnownFault.Inverted.class)
public @interface KnownFault {
    /** Its number in the list of faults. */
    String value();

    /** The cases of a parameterized test that show it: a regular expression on their names. */
    String in() default ".*";

    /** Turns the outcome round. Only an assertion shows a fault: any other failure of the test remains one. */
    final class Inverted implements InvocationInterceptor {
        @Override
        public void interceptTestMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> method,
                ExtensionContext context) throws Throwable {
            run(test, method, context);
        }

        @Override
        public void interceptTestTemplateMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> method,
                ExtensionContext context) throws Throwable {
            run(test, method, context);
        }

        private static void run(Invocation<Void> test, ReflectiveInvocationContext<Method> method,
                ExtensionContext context) throws Throwable {
            KnownFault fault = method.getExecutable().getAnnotation(KnownFault.class);
            if (!context.getDisplayName().matches(fault.in())) {
                test.proceed();
                return;
            }
            try {
                test.proceed();
            } catch (AssertionError e) {
                System.out.println(fault.value() + ", known: " + context.getDisplayName() + ": " + e.getMessage());
                return;
            }
            throw new AssertionError(fault.value() + " is mended: take it off the list");
        }
    }
}
