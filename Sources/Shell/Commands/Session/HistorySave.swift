package import ArgumentParser

/// The command `history save FILE`.
package struct HistorySave: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "history save", abstract: "Write earlier commands to a script, without secrets.")
  package static let examples = [
    Example("history save trial.vecferry", "those of this session, as record would have"),
    Example("history save trial.vecferry --here --append", "those of this directory, as typed"),
  ]
  package static let seeAlso = ["record", "history", "run"]
  package static let rehearsal = Rehearsal.isTold
  package static let replay = Replay.unrecorded

  @Argument(help: "File, which only its owner may read.", completion: .file())
  package var file: String
  @Flag(help: "Take those of this directory, of earlier sessions too.")
  package var here = false
  @Flag(help: "Add to a file that is there.")
  package var append = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let lines = here ? try earlier(in: session) : session.recorder.lines
    let text = try TextFile(file, appends: append)
    defer { text.end() }
    guard text.add(Recorder.header(of: session) + lines) else {
      throw UsageError(.unwritableFile, "\"\(file)\" cannot be written")
    }
    let count = Figures.count(lines.count, of: "line")
    return CommandResult(Acknowledgement(done: ["saved \(count) in \(file)"]))
  }

  /// The commands of the history, failed ones as remarks.
  private func earlier(in session: ShellSession) throws -> [String] {
    var filter = HistoryFilter()
    filter.here = true
    return try session.history.entries(filter).map { numbered in
      let entry = numbered.entry
      let isRemark = entry.status != 0 || entry.command.contains(Scrubber.mask)
      return isRemark ? "# ended with \(entry.status): \(entry.command)" : entry.command
    }
  }
}
