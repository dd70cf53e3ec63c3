// SPDX-License-Identifier: Apache-2.0
/**
 * The contract, as far as one call after the other does not show it (that is {@link io.github.wakegate.specification}):
 * a class for each guarantee, and one for each group of methods. It sees races, memory, pools, dumps and what a call
 * costs, on platform and virtual threads, and is blind to races that need luck, and to what nobody thought of asking.
 *
 * <p>Where the sentences of {@code Event} are tested:
 *
 * <table>
 * <caption>By part of the Javadoc</caption>
 * <tr><td>what each call does and answers, whom it releases, whom it leaves waiting, what it refuses, what
 * {@code toString} and {@code getQueueLength} say, of each kind of event and each way of waiting
 * <td>{@code specification.Spec}, by {@code SpecificationTest} and {@code RefusalTest}
 * <tr><td>names, messages of exceptions, negative and huge timeouts in each unit<td>{@code EventTest}
 * <tr><td>{@code pulse}<td>{@code PulseTest}
 * <tr><td>the race that {@code next} is for<td>the consumer {@code src/it/blocking-queue}
 * <tr><td>{@code inverse}<td>{@code InverseTest}
 * <tr><td>{@code await}: at once while it is set; released by every set; not early, not late; interrupted
 * <td>{@code LevelTest}; {@code NoLostPulseTest}; {@code NoFalseTimeoutTest}; {@code InterruptTest}
 * <tr><td>{@code awaitUninterruptibly}<td>{@code InterruptTest}
 * <tr><td>{@code awaitAny}, {@code awaitAll}<td>{@code AwaitSeveralTest}
 * <tr><td>{@code awaitAndClear}<td>{@code AwaitAndClearTest}
 * <tr><td>{@code whenSet}<td>{@code WhenSetTest}
 * <tr><td>memory effects; answers of racing calls<td>{@code MemoryTest}; {@code LinearizableTest}
 * <tr><td>from where it may be called; in a fork-join pool<td>{@code SetterTest}; {@code ForkJoinTest}
 * <tr><td>thread dumps; Flight Recorder<td>{@code VisibleTest}; {@code FlightRecorderTest}
 * <tr><td>threads that can't be woken<td>{@code specification.FailingUnpark}, by {@code SpecificationTest}
 * <tr><td>no stack; no memory<td>{@code faults.EndOfStackTest}; {@code faults.FaultTest}
 * <tr><td>spinning; what a wait leaves behind<td>{@code SpinTest}; {@code IsolationTest}, in the white box
 * </table>
 */
package io.github.wakegate.contract;
