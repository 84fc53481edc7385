package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas: documented, safe to evolve, and compatible with everything that has been released (contract.md). */
class SchemasTest {
    private static final Path PRESENT = Path.of("schemas");
    private static final Path RELEASED = PRESENT.resolve("released");
    private static final String RECORD = """
            {"type":"record","name":"R","namespace":"dk.fristvagt.event","doc":"R.","fields":[%s]}""";

    @Test
    void everyRecordOfTheContractHasItsFile() {
        assertThat(present().map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder(
                        "BenefitSpell.avsc",
                        "PaidHours.avsc",
                        "Meeting.avsc",
                        "Offer.avsc",
                        "Cv.avsc",
                        "Employment.avsc",
                        "Exemption.avsc",
                        "Alert.avsc",
                        "Deadline.avsc",
                        "MeetingMeasure.avsc",
                        "CitizenFile.avsc");
    }

    @ParameterizedTest
    @MethodSource("present")
    void aSchemaStandsAloneAndIsNamedLikeItsFile(Path file) {
        Schema schema = parse(file);

        assertThat(file).hasFileName(schema.getName() + ".avsc");
        assertThat(schema.getNamespace())
                .isIn("dk.fristvagt.event", "dk.fristvagt.alert", "dk.fristvagt.measure", "dk.fristvagt.state");
    }

    @ParameterizedTest
    @MethodSource("present")
    void aSchemaIsDocumentedAndEveryEnumHasTheDefaultUnknown(Path file) {
        assertThat(faults(parse(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("present")
    void aProducerMayBeAnyReleasedVersionAheadOrBehind(Path file) {
        Schema present = parse(file);

        List<Schema> released = released(present.getName());

        assertThat(released).isNotEmpty();
        assertThat(released).allSatisfy(version -> {
            assertCompatible(present, version);
            assertCompatible(version, present);
        });
    }

    @Test
    void releasedVersionsAreNumberedFromOneWithoutGaps() {
        assertThat(present().map(SchemasTest::parse)).allSatisfy(schema -> {
            Set<String> names = new TreeSet<>();
            for (int version = 1; version <= released(schema.getName()).size(); version++) {
                names.add(schema.getName() + ".v" + version + ".avsc");
            }
            assertThat(releasedFiles(schema.getName())
                            .map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names);
        });
    }

    @Test
    void noTwoFilesDefineATypeOfTheSameName() {
        List<String> names =
                present().map(SchemasTest::parse).flatMap(SchemasTest::names).toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a field, a nested field, a type without doc
                "{\"name\":\"a\",\"type\":\"int\"}",
                "{\"name\":\"a\",\"type\":\"int\",\"doc\":\" \"}",
                "{\"name\":\"a\",\"doc\":\"A.\",\"type\":{\"type\":\"record\",\"name\":\"N\",\"doc\":\"N.\","
                        + "\"fields\":[{\"name\":\"b\",\"type\":\"int\"}]}}",
                "{\"name\":\"a\",\"doc\":\"A.\",\"type\":{\"type\":\"record\",\"name\":\"N\",\"fields\":[]}}",
                // an enum without default, without doc, inside a union or an array, with another default
                "{\"name\":\"a\",\"doc\":\"A.\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"doc\":\"E.\","
                        + "\"symbols\":[\"UNKNOWN\"]}}",
                "{\"name\":\"a\",\"doc\":\"A.\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"UNKNOWN\"],"
                        + "\"default\":\"UNKNOWN\"}}",
                "{\"name\":\"a\",\"doc\":\"A.\",\"type\":[\"null\",{\"type\":\"enum\",\"name\":\"E\",\"doc\":\"E.\","
                        + "\"symbols\":[\"X\"]}],\"default\":null}",
                "{\"name\":\"a\",\"doc\":\"A.\",\"type\":{\"type\":\"array\",\"items\":{\"type\":\"enum\",\"name\":\"E\","
                        + "\"doc\":\"E.\",\"symbols\":[\"X\",\"UNKNOWN\"],\"default\":\"X\"}}}",
                // a nullable field without the default null
                "{\"name\":\"a\",\"doc\":\"A.\",\"type\":[\"null\",\"int\"]}",
            })
    void theRulesCatchASchemaThatBreaksThem(String field) {
        assertThat(faults(SchemaParser.parseSingle(RECORD.formatted(field)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"b\",\"doc\":\"B.\",\"type\":\"int\"}",
                "{\"name\":\"a\",\"doc\":\"A.\",\"type\":\"string\"}",
            })
    void compatibilityCatchesANewFieldWithoutDefaultAndAChangedType(String field) {
        Schema before = SchemaParser.parseSingle(RECORD.formatted("{\"name\":\"a\",\"doc\":\"A.\",\"type\":\"int\"}"));
        Schema after = SchemaParser.parseSingle(RECORD.formatted(field));

        assertThat(readable(after, before)).isNotEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
        assertThat(readable(before, after)).isNotEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
    }

    static Stream<Path> present() {
        return files(PRESENT);
    }

    private static List<Schema> released(String name) {
        return releasedFiles(name).map(SchemasTest::parse).toList();
    }

    private static Stream<Path> releasedFiles(String name) {
        return files(RELEASED).filter(path -> path.getFileName().toString().startsWith(name + ".v"));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(path -> path.toString().endsWith(".avsc"))
                    .sorted()
                    .collect(Collectors.toList())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(Path file) {
        try {
            return new SchemaParser().parse(file).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertCompatible(Schema reader, Schema writer) {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getResult()
                        .getIncompatibilities())
                .isEmpty();
    }

    private static SchemaCompatibility.SchemaCompatibilityType readable(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static List<String> faults(Schema schema) {
        List<String> faults = new ArrayList<>();
        faults(schema, schema.getFullName(), faults, new HashSet<>());
        return faults;
    }

    private static void faults(Schema schema, String where, List<String> faults, Set<String> seen) {
        boolean named = schema.getType() == Schema.Type.RECORD
                || schema.getType() == Schema.Type.ENUM
                || schema.getType() == Schema.Type.FIXED;
        if (named) {
            if (!seen.add(schema.getFullName())) {
                return;
            }
            if (schema.getDoc() == null || schema.getDoc().isBlank()) {
                faults.add(schema.getFullName() + " has no doc");
            }
        }
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> field(field, schema.getFullName(), faults, seen));
            case ENUM -> {
                if (!"UNKNOWN".equals(schema.getEnumDefault())) {
                    faults.add(schema.getFullName() + " does not have the default UNKNOWN");
                }
            }
            case ARRAY -> faults(schema.getElementType(), where, faults, seen);
            case MAP -> faults(schema.getValueType(), where, faults, seen);
            case UNION -> schema.getTypes().forEach(type -> faults(type, where, faults, seen));
            default -> {}
        }
    }

    private static void field(Schema.Field field, String record, List<String> faults, Set<String> seen) {
        String where = record + "." + field.name();
        if (field.doc() == null || field.doc().isBlank()) {
            faults.add(where + " has no doc");
        }
        if (field.schema().isNullable() && !field.hasDefaultValue()) {
            faults.add(where + " may be null and does not have the default null");
        }
        faults(field.schema(), where, faults, seen);
    }

    private static Stream<String> names(Schema schema) {
        Set<String> names = new TreeSet<>();
        collect(schema, names);
        return names.stream();
    }

    private static void collect(Schema schema, Set<String> names) {
        switch (schema.getType()) {
            case RECORD -> {
                if (names.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> collect(field.schema(), names));
                }
            }
            case ENUM, FIXED -> names.add(schema.getFullName());
            case ARRAY -> collect(schema.getElementType(), names);
            case UNION -> schema.getTypes().forEach(type -> collect(type, names));
            default -> {}
        }
    }
}
