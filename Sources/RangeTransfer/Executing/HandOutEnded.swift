/// Thrown where a range was handed out anew.
package struct HandOutEnded: Error {
  /// Refuses the lease of an earlier hand-out.
  package init() {}
}
