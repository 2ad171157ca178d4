package io.clio.release;

import java.util.List;

/**
 * What came of a world.
 *
 * @param world what the gate met
 * @param auditors who looked on
 * @param insights what was released
 */
record Run(World world, List<HostileAuditor> auditors, Insights insights) {}
