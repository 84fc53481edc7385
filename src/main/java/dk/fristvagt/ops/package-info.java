/** How an instance is watched and asked while it runs: its HTTP door, and what is answered there. */
package dk.fristvagt.ops;
