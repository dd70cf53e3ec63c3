// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract's tests without their controls, in this JVM, whatever library it has, until one fails. */
final class Suite implements TestExecutionListener {
    /** What it says if no test fails. */
    static final String GREEN = "green";

    private Suite() {
    }

    public static void main(String[] args) {
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(Event.class.getPackageName()))
                .filters(excludeTags("control", "model", "endurance", "planted", "fray")).build(), new Suite());
        System.out.println(GREEN);
        System.exit(0);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && result.getStatus() == Status.FAILED) {
            MethodSource method = (MethodSource) test.getSource().orElseThrow();
            String type = method.getClassName().replaceFirst(".*\\.", "");
            System.out.println("failed: " + type + "." + method.getMethodName());
            Runtime.getRuntime().halt(1);
        }
    }
}
