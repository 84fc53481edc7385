/** Tables over a period: the published ones, those that units are steered by, and what was said how often. */
package dk.fristvagt.cli.report;
