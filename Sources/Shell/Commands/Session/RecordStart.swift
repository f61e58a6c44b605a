package import ArgumentParser

/// The command `record FILE`.
package struct RecordStart: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Write the commands from now on to a script, without secrets.")
  package static let examples = [
    Example("record trial.vecferry", "replayed with run, or vecferry -f"),
    Example("record trial.vecferry --append", "after what the file has"),
  ]
  package static let seeAlso = ["record stop", "record status", "history save", "run"]
  package static let rehearsal = Rehearsal.isTold
  package static let replay = Replay.unrecorded

  @Argument(help: "File, which only its owner may read.", completion: .file())
  package var file: String
  @Flag(help: "Add to a file that is there.")
  package var append = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    if let open = session.recorder.recording {
      throw UsageError(
        .unexpectedArgument, "commands are recorded already, in \"\(open.file.path)\"",
        hint: "record stop")
    }
    let file = try TextFile(file, appends: append)
    guard file.add(Recorder.header(of: session)) else {
      file.end()
      throw UsageError(.unwritableFile, "\"\(self.file)\" cannot be written")
    }
    session.recorder.begin(file, depth: session.depth)
    return .nothing
  }
}

/// The command `record stop`.
package struct RecordStop: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "record stop", abstract: "End the record of the session.")
  package static let examples = [Example("record stop", "the file is whole already")]
  package static let seeAlso = ["record", "record status"]
  package static let replay = Replay.unrecorded

  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    guard let ended = session.recorder.end() else {
      return CommandResult(Acknowledgement(done: ["nothing was recorded"]))
    }
    let count = Figures.count(ended.count, of: "statement")
    return CommandResult(Acknowledgement(done: ["recorded \(count) in \(ended.file.path)"]))
  }
}

/// The command `record status`.
package struct RecordStatus: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "record status", abstract: "Say whether commands are recorded, and where.")
  package static let examples = [Example("record status", "the file, and how much it has")]
  package static let seeAlso = ["record", "record stop"]
  package static let replay = Replay.unrecorded

  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    guard let open = session.recorder.recording else {
      return CommandResult(Acknowledgement(done: ["nothing is recorded"]))
    }
    let count = Figures.count(open.count, of: "statement")
    return CommandResult(Acknowledgement(done: ["\(count) recorded in \(open.file.path)"]))
  }
}
