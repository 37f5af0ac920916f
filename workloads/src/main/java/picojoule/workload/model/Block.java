package picojoule.workload.model;

import java.util.List;

/**
 * Operators that are carried out in order, several times over with parameters of their own each
 * time.
 *
 * @param first number of the first repetition, for names
 * @param repetitions how often
 * @param operators in order
 */
public record Block(int first, int repetitions, List<Operator> operators) {

  public Block {
    operators = List.copyOf(operators);
  }
}
