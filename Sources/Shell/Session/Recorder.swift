internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import Synchronization

/// What a replay does with a command that was recorded.
package enum Replay: Sendable {
  /// It types the same again.
  case asTyped
  /// It waits for all jobs, because numbers of jobs are others then.
  case waitsForAll
  /// It does nothing; the line is a remark.
  case asRemark
  /// The line is not written.
  case unrecorded
}

/// What a person said beside a line that was typed.
enum GivenAnswer: Sendable {
  /// Yes to a question about a change.
  case agreed
  /// A secret, which is written nowhere.
  case secret
}

/// Keeps the commands of the session as a script that does the same again, and writes it to a file.
///
/// Commands within scripts are not kept: the command that runs the script is.
final class Recorder: Sendable {
  /// A file that takes lines.
  struct Recording: Sendable {
    var file: TextFile
    /// How many scripts ran around the command that began it.
    var depth: Int
    var count = 0
  }

  private struct State {
    var lines: [String] = []
    var answers: [GivenAnswer] = []
    var recording: Recording?
  }

  /// More lines than anybody types.
  private static let limit = 10_000

  private let state = Mutex(State())

  /// The file that is being written; nil if none is.
  var recording: Recording? { state.withLock { $0.recording } }

  /// The lines of the session's own commands, as a script.
  var lines: [String] { state.withLock { $0.lines } }

  /// Notes what a person answered to the command that runs.
  func note(_ answer: GivenAnswer) {
    state.withLock { $0.answers.append(answer) }
  }

  /// What was answered since the last call.
  func takeAnswers() -> [GivenAnswer] {
    state.withLock { state in
      defer { state.answers = [] }
      return state.answers
    }
  }

  /// Begins to write to a file.
  func begin(_ file: TextFile, depth: Int) {
    state.withLock { $0.recording = Recording(file: file, depth: depth) }
  }

  /// Ends the file that is being written, and returns what it was.
  func end() -> Recording? {
    let ended = state.withLock { state in
      defer { state.recording = nil }
      return state.recording
    }
    ended?.file.end()
    return ended
  }

  /// Keeps a statement that has run within so many scripts; returns the file that failed to take it.
  func keep(_ statement: RecordedStatement, depth: Int) -> String? {
    let lines = statement.lines
    guard !lines.isEmpty else { return nil }
    return state.withLock { state in
      if depth == 0, state.lines.count < Self.limit { state.lines += lines }
      guard let recording = state.recording, recording.depth == depth else { return nil }
      guard recording.file.add(lines) else {
        recording.file.end()
        state.recording = nil
        return recording.file.path
      }
      state.recording?.count += 1
      return nil
    }
  }

  /// The first lines of a script that is made of a session.
  static func header(of session: ShellSession) -> [String] {
    var lines = [
      "# Recorded by vecferry \(Version.text), \(Figures.timestamp(Date()))",
      "# Lines that failed, and those that name a job, are remarks.",
    ]
    for side in [Side.source, .target] {
      guard let cluster = session.cluster(side) else { continue }
      let place = Scrubber.scrubbed(cluster.cluster.access.endpoint.description)
      lines.append("# open when it began: \(side.rawValue) \(cluster.label), \(place)")
    }
    for (name, value) in session.variables.sorted(by: { $0.key < $1.key }) {
      let line = Quoting.line(Scrubber.scrubbed(["let", name, value]))
      lines.append(line.contains(Scrubber.mask) ? "# \(line)" : line)
    }
    return lines
  }
}

/// A statement that has run, as a script takes it.
struct RecordedStatement: Sendable {
  /// One of its commands.
  struct Step: Sendable {
    var condition: Statement.Condition
    var command: SimpleCommand
    var replay = Replay.asTyped
    var answers: [GivenAnswer] = []
  }

  var steps: [Step]
  var status: ExitStatus

  /// The lines, which hold no secret and no line break.
  var lines: [String] {
    let kinds = steps.map(\.replay)
    guard !kinds.contains(where: { if case .unrecorded = $0 { true } else { false } }) else {
      return []
    }
    if steps.count == 1, case .waitsForAll = steps[0].replay { return ["wait all"] }
    let text = (steps.dropLast().map { Self.text($0) } + [lastText]).joined(separator: " ")
    guard !text.contains(Scrubber.mask) else { return remark("a secret was left out", text) }
    let hasNumber = kinds.contains { if case .asTyped = $0 { false } else { true } }
    guard !hasNumber else { return remark("of that session", text) }
    let asked = steps.contains { $0.answers.contains { $0 == .secret } }
    let notes =
      asked ? ["# a secret was typed then; a script takes one by --token-env (help secrets)"] : []
    switch status {
    case .done: return notes + [text]
    // A replay goes on after it, as the session did.
    case .differs: return notes + ["\(text)  # ended with 3"]
    case .stopped: return notes + ["\(text)  # was paused then"]
    default: return remark("failed with \(status.rawValue)", text)
    }
  }

  private func remark(_ reason: String, _ text: String) -> [String] {
    "\(reason): \(text)".split(whereSeparator: \.isNewline).map { "# \($0)" }
  }

  /// The last command, which a replay goes on after where the session did.
  private var lastText: String {
    guard var last = steps.last else { return "" }
    if status == .differs { last.command.ignoresFailure = true }
    return Self.text(last)
  }

  private static func text(_ step: Step) -> String {
    var command = step.command
    // Whoever replays it has nobody to answer, and goes on with what the command made.
    if step.answers.contains(.agreed) {
      command.words.append(Word(pieces: [.bare("--yes")], line: command.line, column: 1))
    }
    command.isBackground = false
    let text = CommandSpelling.text(of: command)
    return switch step.condition {
    case .always: text
    case .afterSuccess: "&& " + text
    case .afterFailure: "|| " + text
    }
  }
}
