package dk.fristvagt.simulation.dream;

/** One week of one person in the register; weeks without a code are not kept. */
record CodedWeek(IsoWeek week, int code) {}
