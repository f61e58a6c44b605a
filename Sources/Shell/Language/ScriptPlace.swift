/// The place of a line in a script; prints as `FILE:LINE`.
package struct ScriptPlace: Sendable, Hashable, CustomStringConvertible {
  /// The place of the command that runs; nil outside of scripts.
  @TaskLocal static var current: ScriptPlace?

  /// The name of the file, or of what stands for it.
  package var name: String
  /// The number of the line, from 1.
  package var line: Int

  /// The place of line `line` in the script `name`.
  package init(name: String, line: Int) {
    self.name = name
    self.line = line
  }

  /// The place as messages begin with it.
  package var description: String { "\(name):\(line)" }
}
