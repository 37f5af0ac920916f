/**
 * The processing elements that an array can consist of: which formats they multiply, and how long
 * they take, which they have from their datapaths and settings.
 */
package picojoule.pe.element;
