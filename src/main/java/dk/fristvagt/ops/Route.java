package dk.fristvagt.ops;

import java.util.function.Function;

/**
 * What is answered at a path.
 *
 * @param handler called by several threads at a time
 */
public record Route(String method, String path, Function<Request, Answer> handler) {}
