package import ArgumentParser

/// One command of the shell: its declaration serves parser, help, completion and "did you mean".
///
/// `configuration` gives the name, in words separated by blanks (`list collections`), and the one
/// line of its help. A command returns a value and prints nothing; progress and notices go to the
/// session's console. Cancelling the task that runs a command means Ctrl-C.
///
/// ```swift
/// package struct CountCommand: ShellCommand {
///   package static let configuration = CommandConfiguration(
///     commandName: "count", abstract: "Count the entities of a collection.")
///   package static let examples = [Example("count docs_v1", "by an exact query"), …]
///   package static let seeAlso = ["list collections"]
///
///   @Argument(help: "Collection.", completion: .names(.collections)) package var name: String
///   @OptionGroup package var common: CommonOptions
///
///   package init() {}
///
///   package func run(in session: ShellSession) async throws -> CommandResult { … }
/// }
/// ```
package protocol ShellCommand: ParsableCommand, Sendable {
  /// Lines that can be pasted, at least one and usually three.
  static var examples: [Example] { get }

  /// Commands (by name) and topics (`topic scripts`) that belong to this one.
  static var seeAlso: [String] { get }

  /// Exit statuses of its own, beyond 0, 1 and 64.
  static var statuses: [ExitStatus] { get }

  /// Whether `run --from` runs it again because it only prepares the session.
  static var isPreparation: Bool { get }

  /// Whether it asks a cluster that is connected, so that a connection that was cut matters.
  static var readsClusters: Bool { get }

  /// Whether it heeds `--timeout` in its own way; else the option limits the command as a whole.
  static var limitsItself: Bool { get }

  /// What `run --dry-run` does with it.
  static var rehearsal: Rehearsal { get }

  /// What a record of the session makes of it.
  static var replay: Replay { get }

  /// The options that every command has.
  var common: CommonOptions { get }

  /// Does the work and returns what there is to show.
  func run(in session: ShellSession) async throws -> CommandResult
}

extension ShellCommand {
  package static var statuses: [ExitStatus] { [] }
  package static var isPreparation: Bool { false }
  package static var readsClusters: Bool { false }
  package static var limitsItself: Bool { false }
  package static var rehearsal: Rehearsal { .runs }
  package static var replay: Replay { .asTyped }

  /// The name as it is typed, words separated by one blank.
  package static var name: String { _commandName }
}

/// What becomes of a command in a dry run.
package enum Rehearsal: Sendable {
  /// It runs: it changes nothing but the session.
  case runs
  /// It runs unless a change before it was left out, because it may look for what that makes.
  case runsBeforeChanges
  /// It changes something: it runs with its own `--dry-run`, and is only told where it has none.
  case isTold
  /// It changes what a change before it may make: after one that was left out it is only told.
  case isToldAfterChanges
}

/// A line to paste, and what it does.
package struct Example: Sendable, Equatable {
  /// The line as typed.
  package var line: String
  /// What it does, as a fragment.
  package var purpose: String

  /// Makes an example of a line and its purpose.
  package init(_ line: String, _ purpose: String) {
    self.line = line
    self.purpose = purpose
  }
}
