// SPDX-License-Identifier: Apache-2.0
/** An application that requires the library as a module. */
module com.example.gate {
    requires io.github.wakegate;
}
