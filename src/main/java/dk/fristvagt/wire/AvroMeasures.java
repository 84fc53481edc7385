package dk.fristvagt.wire;

import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.measure.BenefitGroup;
import dk.fristvagt.measure.MeetingForm;
import dk.fristvagt.measure.MeetingType;
import dk.fristvagt.measure.Participation;
import dk.fristvagt.measure.SeniorityGroup;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.seniority.Seniority;

/** Turns measures of the core into the records that are published. */
public final class AvroMeasures {
    private static final SameNames<Meeting.Type, MeetingType> TYPE =
            SameNames.of(Meeting.Type.class, MeetingType.class);
    private static final SameNames<Group, BenefitGroup> GROUP = SameNames.of(Group.class, BenefitGroup.class);
    private static final SameNames<Seniority.Band, SeniorityGroup> SENIORITY =
            SameNames.of(Seniority.Band.class, SeniorityGroup.class);
    private static final SameNames<Meeting.Participation, Participation> PARTICIPATION =
            SameNames.of(Meeting.Participation.class, Participation.class);
    private static final SameNames<Meeting.Form, MeetingForm> FORM =
            SameNames.of(Meeting.Form.class, MeetingForm.class);

    private AvroMeasures() {}

    /** The record that {@code measure} of {@code citizenId} is. */
    public static dk.fristvagt.measure.MeetingMeasure toAvro(String citizenId, MeetingMeasure measure) {
        dk.fristvagt.measure.MeetingMeasure r = new dk.fristvagt.measure.MeetingMeasure();
        r.setCitizenId(citizenId);
        r.setMeetingId(measure.meetingId());
        r.setUnit(measure.unit());
        r.setMunicipality(measure.municipality());
        r.setAkasse(measure.akasse().orElse(null));
        r.setType(TYPE.avro(measure.type()));
        r.setHeldOn(measure.heldOn());
        r.setGroup(GROUP.avro(measure.group()));
        r.setSeniorityGroup(SENIORITY.avro(measure.seniority()));
        r.setParticipation(measure.participation().map(PARTICIPATION::avro).orElse(null));
        r.setForm(measure.form().map(FORM::avro).orElse(null));
        r.setTrial(measure.trial());
        r.setCourse(measure.courseId());
        r.setCourseStart(measure.courseStart());
        return r;
    }
}
