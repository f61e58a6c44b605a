internal import MigrationEngine
internal import MilvusClient
internal import ZillizCloud

extension Report {
  /// The code of a command that was interrupted.
  static let interruption = "shell.interrupted"

  /// The report of any error that a command throws.
  package init(_ error: any Error, place: ScriptPlace? = nil) {
    switch error {
    case let error as UsageError:
      // What was typed stands in the message, and it may have been an address with a secret.
      self.init(
        Scrubber.scrubbed(text: error.message),
        hint: Scrubber.scrubbed(text: error.hint ?? Hints.hint(for: error.code)),
        code: error.code.text)
    case let error as CloudError:
      self.init(
        error.message, hint: Hints.hint(for: error.code), code: "cloud.\(error.code.rawValue)")
    case let error as MigrationError:
      self.init(error)
    case let error as AdvisedError:
      self.init(error.error)
      hint = error.advice
    case let error as ScriptError:
      self.init(error.error, place: error.place)
      return
    case is CancellationError:
      self.init("interrupted", code: Self.interruption)
    default:
      let failure = Failure(error)
      self.init(
        failure.message, hint: Hints.hint(for: failure.code), code: failure.code.rawValue)
    }
    self.place = place
  }

  private init(_ error: MigrationError) {
    let near = DidYouMean.phrase(error.candidates)
    let hint = [near, Hints.hint(for: error.code)].compactMap { $0 }.joined(separator: " ")
    self.init(error.message, hint: hint, code: FailureCode(error).rawValue)
  }
}
