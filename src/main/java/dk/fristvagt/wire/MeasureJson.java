package dk.fristvagt.wire;

import dk.fristvagt.measure.MeetingMeasure;

/** One line of measures.jsonl: the fields of the record that is published, in the order of its schema. */
public final class MeasureJson {
    private MeasureJson() {}

    /** The line of a measure, without a line break. */
    public static String line(MeetingMeasure measure) {
        return new JsonLine()
                .put("citizenId", measure.getCitizenId())
                .put("meetingId", measure.getMeetingId())
                .put("unit", measure.getUnit())
                .put("municipality", measure.getMunicipality())
                .put("akasse", measure.getAkasse())
                .put("type", measure.getType())
                .put("heldOn", measure.getHeldOn())
                .put("group", measure.getGroup())
                .put("seniorityGroup", measure.getSeniorityGroup())
                .put("participation", measure.getParticipation())
                .put("form", measure.getForm())
                .put("trial", measure.getTrial())
                .put("course", measure.getCourse())
                .put("courseStart", measure.getCourseStart())
                .end();
    }
}
