package picojoule.explore.rtl;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A self-checking SystemVerilog test bench. The module under test has the ports {@code clock},
 * {@code start}, {@code result} and one for each stimulus; stimuli and {@code start} are there from
 * the falling edge before the first cycle on, start for one cycle, and the result is looked at
 * after the last.
 *
 * @param module name of the module under test
 * @param vectors how many
 * @param stimuli the inputs
 * @param resultBits width of a result
 * @param latency cycles from start to result, at least 1
 */
public record TestBench(
    String module, int vectors, List<Stimulus> stimuli, int resultBits, int latency) {

  private static final String TEXT =
      """
      // Checks %1$s against %2$d vectors. Exit code 1 and a last line FAIL where one is wrong.
      `timescale 1ns / 1ps

      module testbench;
        localparam integer VECTORS = %2$d;
        localparam integer LATENCY = %4$d;

        reg clock = 1'b0;
        reg start = 1'b0;
      %5$s
        wire [%3$d:0] result;

      %6$s
        reg [%3$d:0] responses [0:VECTORS - 1];

        integer index;
        integer errors;

        %1$s dut (
          .clock(clock),
          .start(start),
      %7$s
          .result(result)
        );

        always #5 clock = ~clock;

        initial begin
      %8$s
          $readmemh("responses.hex", responses);
          errors = 0;
          for (index = 0; index < VECTORS; index = index + 1) begin
            @(negedge clock);
      %9$s
            start = 1'b1;
            @(negedge clock);
            start = 1'b0;
            repeat (LATENCY - 1) @(negedge clock);
            if (result !== responses[index]) begin
              errors = errors + 1;
              if (errors <= 10)
                $display("vector %%0d: %10$s: expected %%h, got %%h",
                         index, %11$s, responses[index], result);
            end
          end
          if (errors == 0) begin
            $display("PASS: %%0d vectors", VECTORS);
            $finish;
          end else begin
            $display("FAIL: %%0d of %%0d vectors", errors, VECTORS);
            $fatal(1);
          end
        end
      endmodule
      """;

  public TestBench {
    if (!module.matches("[A-Za-z_][A-Za-z0-9_$]*")) {
      throw new IllegalArgumentException(
          "'" + module + "' is no module's name; give letters, digits and _");
    }
    if (vectors < 1 || latency < 1) {
      throw new IllegalArgumentException(
          "vectors and latency are at least 1, not %d and %d".formatted(vectors, latency));
    }
    stimuli = List.copyOf(stimuli);
  }

  /** The file. */
  public String text() {
    return TEXT.formatted(
        module,
        vectors,
        resultBits - 1,
        latency,
        lines("  reg [%2$d:0] %1$s;"),
        lines("  reg [%2$d:0] %1$s_vectors [0:VECTORS - 1];"),
        lines("    .%1$s(%1$s),"),
        lines("    $readmemh(\"%3$s\", %1$s_vectors);"),
        lines("      %1$s = %1$s_vectors[index];"),
        joined(", ", stimulus -> stimulus.name() + " %h"),
        joined(", ", Stimulus::name));
  }

  /** A line for each stimulus, of its name, its highest bit and its file. */
  private String lines(String line) {
    return joined(
        "\n", stimulus -> line.formatted(stimulus.name(), stimulus.bits() - 1, stimulus.file()));
  }

  private String joined(String separator, Function<Stimulus, String> text) {
    return stimuli.stream().map(text).collect(Collectors.joining(separator));
  }
}
