/// What a command leaves behind: something to show, or nothing, and a status.
package struct CommandResult: Sendable {
  /// What is printed to standard output.
  package var value: (any Renderable)?
  /// What the program's exit status would be.
  package var status: ExitStatus
  /// Whether the shell ends after this command.
  package var leaves: Bool

  /// Makes a result that is shown.
  package init(_ value: (any Renderable)?, status: ExitStatus = .done, leaves: Bool = false) {
    self.value = value
    self.status = status
    self.leaves = leaves
  }

  /// Success with nothing to show.
  package static let nothing = CommandResult(nil)

  /// Nothing to show and a status.
  package static func status(_ status: ExitStatus) -> CommandResult {
    CommandResult(nil, status: status)
  }
}
