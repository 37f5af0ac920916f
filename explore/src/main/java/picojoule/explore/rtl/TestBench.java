package picojoule.explore.rtl;

/**
 * A self-checking SystemVerilog test bench. The module under test has the ports {@code clock},
 * {@code start}, {@code activations}, {@code weights} and {@code result}; operands and {@code
 * start} are there from the falling edge before the first cycle on, start for one cycle, and the
 * result is looked at after the last.
 *
 * @param module name of the module under test
 * @param vectors how many
 * @param length products of a vector
 * @param activationBits width of all activations of a vector
 * @param weightBits width of all weights of a vector
 * @param resultBits width of a result
 * @param latency cycles from start to result, at least 1
 */
public record TestBench(
    String module,
    int vectors,
    int length,
    int activationBits,
    int weightBits,
    int resultBits,
    int latency) {

  private static final String TEXT =
      """
      // Checks %1$s against %2$d vectors. Exit code 1 and a last line FAIL where one is wrong.
      `timescale 1ns / 1ps

      module testbench;
        localparam integer VECTORS = %2$d;
        localparam integer LATENCY = %6$d;

        reg clock = 1'b0;
        reg start = 1'b0;
        reg [%3$d:0] activations;
        reg [%4$d:0] weights;
        wire [%5$d:0] result;

        reg [%3$d:0] activation_vectors [0:VECTORS - 1];
        reg [%4$d:0] weight_vectors [0:VECTORS - 1];
        reg [%5$d:0] responses [0:VECTORS - 1];

        integer index;
        integer errors;

        %1$s dut (
          .clock(clock),
          .start(start),
          .activations(activations),
          .weights(weights),
          .result(result)
        );

        always #5 clock = ~clock;

        initial begin
          $readmemh("activations.hex", activation_vectors);
          $readmemh("weights.hex", weight_vectors);
          $readmemh("responses.hex", responses);
          errors = 0;
          for (index = 0; index < VECTORS; index = index + 1) begin
            @(negedge clock);
            activations = activation_vectors[index];
            weights = weight_vectors[index];
            start = 1'b1;
            @(negedge clock);
            start = 1'b0;
            repeat (LATENCY - 1) @(negedge clock);
            if (result !== responses[index]) begin
              errors = errors + 1;
              if (errors <= 10)
                $display("vector %%0d: activations %%h, weights %%h: expected %%h, got %%h",
                         index, activations, weights, responses[index], result);
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
    if (vectors < 1 || length < 1 || latency < 1) {
      throw new IllegalArgumentException(
          "vectors, length and latency are at least 1, not %d, %d and %d"
              .formatted(vectors, length, latency));
    }
  }

  /** The file. */
  public String text() {
    return TEXT.formatted(
        module, vectors, activationBits - 1, weightBits - 1, resultBits - 1, latency);
  }
}
