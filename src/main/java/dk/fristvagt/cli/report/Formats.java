package dk.fristvagt.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** The forms in which tables are written. */
enum Formats {
    /** To be read. */
    MARKDOWN {
        @Override
        String write(List<Table> tables) {
            StringBuilder text = new StringBuilder();
            for (Table table : tables) {
                text.append("## ")
                        .append(table.title())
                        .append("\n\n")
                        .append(table.note())
                        .append("\n\n");
                line(text, table.heads());
                line(text, table.heads().stream().map(head -> "---").toList());
                table.rows()
                        .forEach(row -> line(
                                text,
                                row.stream()
                                        .map(cell -> cell.text().replace("|", "\\|"))
                                        .toList()));
                text.append('\n');
            }
            return text.toString();
        }

        private void line(StringBuilder text, List<String> cells) {
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
    },
    /** One line a cell's row: the table's id first, so that several tables can stand in one file. */
    CSV {
        @Override
        String write(List<Table> tables) {
            StringBuilder text = new StringBuilder();
            for (Table table : tables) {
                line(text, table.id(), table.heads());
                table.rows()
                        .forEach(row -> line(
                                text, table.id(), row.stream().map(Cell::text).toList()));
            }
            return text.toString();
        }

        private void line(StringBuilder text, String id, List<String> cells) {
            text.append(id)
                    .append(',')
                    .append(cells.stream().map(Formats::quoted).collect(Collectors.joining(",")))
                    .append('\n');
        }
    },
    /** Numbers as numbers, hidden ones as null. */
    JSON {
        @Override
        String write(List<Table> tables) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode report = mapper.createObjectNode();
            for (Table table : tables) {
                ObjectNode node = report.putObject(table.id());
                node.put("title", table.title());
                node.put("note", table.note());
                ArrayNode rows = node.putArray("rows");
                for (List<Cell> row : table.rows()) {
                    ObjectNode cells = rows.addObject();
                    for (int i = 0; i < row.size(); i++) {
                        put(cells, table.heads().get(i), row.get(i));
                    }
                }
            }
            try {
                return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private void put(ObjectNode cells, String head, Cell cell) {
            if (cell instanceof Cell.Text text) {
                cells.put(head, text.text());
            } else if (cell instanceof Cell.Count count) {
                cells.put(head, count.count());
            } else if (cell.number().isPresent()) {
                cells.put(head, cell.number().getAsDouble());
            } else {
                cells.putNull(head);
            }
        }
    };

    abstract String write(List<Table> tables);

    private static String quoted(String text) {
        return text.matches("[^,\"\\n\\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
