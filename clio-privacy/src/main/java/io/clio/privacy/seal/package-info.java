/** What makes bytes unreadable without a key, wherever Clio writes something sensitive to a disk. */
@NullMarked
package io.clio.privacy.seal;

import org.jspecify.annotations.NullMarked;
