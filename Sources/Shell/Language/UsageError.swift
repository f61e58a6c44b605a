/// A mistake in what was typed, or something that the shell itself cannot do.
package struct UsageError: Error, Sendable, Equatable {
  /// What was wrong, as a stable name for scripts and tests.
  package enum Code: String, CaseIterable, Sendable {
    /// No command begins with these words.
    case unknownCommand
    /// Several commands begin with these letters.
    case ambiguousCommand
    /// The command has no such option.
    case unknownOption
    /// An argument or an option's value is missing.
    case missingArgument
    /// An argument, or an option's value, is not one that can be.
    case invalidValue
    /// More arguments than the command takes, or options that exclude each other.
    case unexpectedArgument
    /// The line cannot be split into words.
    case badSyntax
    /// A variable has no value.
    case unsetVariable
    /// A question cannot be asked because nobody is there to answer.
    case confirmationNeeded
    /// A secret is needed and nobody is there to type it.
    case secretNeeded
    /// The answer to a question was no, or there was none.
    case declined
    /// The command needs a cluster that is not connected.
    case notConnected
    /// The command asks the control plane, and there is no key for it.
    case notLoggedIn
    /// The object has to exist and does not.
    case notFound
    /// The command would change the source.
    case readOnly
    /// A script calls itself, or scripts are nested too deeply.
    case scriptNesting
    /// A text is not UTF-8, or a file is not of its form.
    case badText
    /// A file cannot be read.
    case unreadableFile
    /// A file cannot be written.
    case unwritableFile
    /// A database of Milvus Lite is open elsewhere, or needed by a job.
    case fileInUse
    /// A database of Milvus Lite lacks files that belong to it.
    case fileDamaged
    /// No milvus-lite is installed that reads the database.
    case liteMissing
    /// The server of a database of Milvus Lite does not come up.
    case liteFailed
    /// There is no such help topic.
    case unknownTopic
    /// The command can be used at a prompt only, or in a script only.
    case wrongPlace
    /// The process that runs the jobs takes no request, or does not say what came of it.
    case processSilent

    /// The name as it is printed: `usage.notFound`.
    var text: String { "usage.\(rawValue)" }

    /// The code of a printed name; nil if it is none of these.
    init?(text: String) {
      guard text.hasPrefix("usage.") else { return nil }
      self.init(rawValue: String(text.dropFirst("usage.".count)))
    }
  }

  /// The class of mistake.
  package var code: Code
  /// What was attempted, on what, and why it failed.
  package var message: String
  /// What to type next, if it is known better than by the code alone.
  package var hint: String?

  /// Makes an error from its parts.
  package init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

extension UsageError: CustomStringConvertible {
  package var description: String { message }
}
