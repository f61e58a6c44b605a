/// Bounds of what a script may do.
enum ScriptLimits {
  /// How deep scripts may run scripts; more is a mistake in practice.
  static let nesting = 16
}
