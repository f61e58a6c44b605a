/// A failure that brings its own report and status, because it knows more than a code can tell.
package protocol StatedFailure: Error {
  /// What is reported.
  var report: Report { get }
  /// What the program ends with.
  var exitStatus: ExitStatus { get }
}
