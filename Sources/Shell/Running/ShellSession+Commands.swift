internal import Logging

extension ShellSession {
  /// Runs words as a command within another command, and shows what came of it.
  func perform(_ words: [String]) async -> Dispatcher.Outcome {
    await Dispatcher(session: self, allowsAbbreviations: canAsk).run(words: words)
  }

  /// Tells of a command around the body, which runs it.
  func telling(
    of command: SimpleCommand, at place: ScriptPlace?, _ body: () async -> Dispatcher.Outcome
  ) async -> Dispatcher.Outcome {
    let events = events
    let text = CommandSpelling.text(of: command)
    var fields: JSONObject = ["command": .string(text), "place": .optional(place?.description)]
    await events?.note(.commandStarted, fields)
    logger.info("command begins", metadata: ["command": "\(text)"])
    let start = ContinuousClock.now
    let outcome = await body()
    let took = start.duration(to: .now)
    fields["status"] = .integer(Int64(outcome.status.rawValue))
    fields["seconds"] = .number(Figures.seconds(took))
    await events?.note(.commandFinished, fields)
    logger.info(
      "command ended",
      metadata: [
        "command": "\(text)", "status": "\(outcome.status.rawValue)", "duration": "\(took)",
      ])
    return outcome
  }
}
