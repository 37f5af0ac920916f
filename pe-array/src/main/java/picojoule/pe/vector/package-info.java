/** The vector unit: what runs beside the array on rows of activations. */
package picojoule.pe.vector;
