/// A mistake in a script, with its place.
package struct ScriptError: Error, Sendable, Equatable {
  /// The mistake.
  package var error: UsageError
  /// Where it is.
  package var place: ScriptPlace
}
