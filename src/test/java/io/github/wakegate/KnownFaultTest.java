// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A fault that is known passes, one that is mended fails. */
@Tag("control")
class KnownFaultTest {
    @Tag("control")
    static final class Cases {
        @Test
        @KnownFault("F1")
        void known() {
            throw new AssertionError("a fault");
        }

        @Test
        @KnownFault("F1")
        void mended() {
        }

        @Test
        @KnownFault("F1")
        void broken() {
            throw new IllegalStateException("another fault");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"known", "unknown"})
        @KnownFault(value = "F1", in = "known")
        void some(String name) {
            throw new AssertionError(name);
        }
    }

    @Test
    void onlyWhatIsKnownPasses() {
        Map<String, Status> outcomes = new TreeMap<>();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Cases.class))
                .build(), new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (test.isTest()) {
                            outcomes.put(test.getDisplayName(), result.getStatus());
                        }
                    }
                });
        assertEquals(Map.of("known()", Status.SUCCESSFUL, "mended()", Status.FAILED, "broken()", Status.FAILED,
                "known", Status.SUCCESSFUL, "unknown", Status.FAILED), outcomes);
    }
}
