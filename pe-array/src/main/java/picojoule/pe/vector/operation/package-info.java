/** What vector operations compute: in real numbers, and in integers with tables. */
package picojoule.pe.vector.operation;
