/// Thrown where a range was handed out anew.
package struct HandOutEnded: Error {
  package init() {}
}
