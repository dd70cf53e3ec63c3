// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.evidence;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import io.github.wakegate.Event;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The contract's tests without their controls, in this JVM, whatever library it has. Goes on when a test fails, but not
 * with others of its class.
 */
public final class Suite implements ExecutionCondition, TestWatcher, InvocationInterceptor {
    /** What it says before the names of those that have failed, and at the end. */
    static final String FAILED = "failed: ";
    static final String END = "all have run";

    private static final Set<Class<?>> FAILURES = ConcurrentHashMap.newKeySet();

    public static void main(String[] args) {
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(Event.class.getPackageName()))
                .filters(excludeTags(args[0]))
                .configurationParameter("junit.jupiter.extensions.autodetection.exclude", "").build());
        System.out.println(END);
        System.exit(0);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return hasFailed(context) ? ConditionEvaluationResult.disabled("another of its class has failed")
                : ConditionEvaluationResult.enabled("");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        fail(context);
    }

    /** A dynamic test is neither asked about by a condition nor watched. */
    @Override
    public void interceptDynamicTest(Invocation<Void> test, DynamicTestInvocationContext unused,
            ExtensionContext context) throws Throwable {
        if (hasFailed(context)) {
            test.skip();
            return;
        }
        try {
            test.proceed();
        } catch (Throwable e) {
            fail(context);
            throw e;
        }
    }

    private static boolean hasFailed(ExtensionContext context) {
        Class<?> type = type(context);
        return type != null && FAILURES.contains(type);
    }

    private static void fail(ExtensionContext context) {
        if (FAILURES.add(type(context))) {
            System.out.printf("%s%s %s%n", FAILED, type(context).getName()
                    .substring(Event.class.getPackageName().length() + 1), context.getDisplayName());
        }
    }

    /** Of a dynamic test, that of its factory. */
    private static Class<?> type(ExtensionContext context) {
        return context.getTestClass().orElseGet(() -> context.getParent().map(Suite::type).orElse(null));
    }
}
