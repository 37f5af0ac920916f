/**
 * Pictures for a paper, drawn from a sweep's CSV and nothing else. {@link
 * picojoule.explore.chart.Charts#draw} is the way in.
 */
package picojoule.explore.chart;
