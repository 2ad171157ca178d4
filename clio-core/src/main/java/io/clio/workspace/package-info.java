/**
 * What a run keeps on a disk so that the next one need not do it again: sealed, expiring, and forgotten on request. The
 * way in is {@link io.clio.workspace.Workspace}.
 */
@NullMarked
package io.clio.workspace;

import org.jspecify.annotations.NullMarked;
