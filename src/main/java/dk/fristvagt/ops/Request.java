package dk.fristvagt.ops;

import java.util.Optional;

/**
 * A request over HTTP, read as a whole.
 *
 * @param remote the address it came from
 * @param authorization the header of that name
 */
public record Request(String remote, Optional<String> authorization, byte[] body) {}
