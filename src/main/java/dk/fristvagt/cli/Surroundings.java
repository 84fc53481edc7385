package dk.fristvagt.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command runs in: where it prints, whether somebody is watching, and what time it is. Commands take nothing
 * else from the process, so that they run in tests as they run in a terminal.
 *
 * @param out results
 * @param err reports, progress and errors
 * @param outIsTerminal whether {@code out} may be redrawn
 * @param errIsTerminal whether progress is shown
 * @param clock measures how long something takes; the business day of run, and of no other command
 * @param environment the variables of the process
 */
public record Surroundings(
        PrintWriter out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        InstantSource clock,
        Map<String, String> environment) {}
