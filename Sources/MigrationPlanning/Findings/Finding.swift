/// One thing that a check has to say.
public struct Finding: Sendable, Equatable {
  /// How much a finding matters, ascending.
  public enum Level: String, Sendable, CaseIterable, Comparable {
    /// As it should be.
    case ok
    /// Worth knowing.
    case note
    /// Could not be found out.
    case unknown
    /// Something will be lost or different.
    case warning
    /// The migration cannot start.
    case blocker

    /// Whether one level matters less than another.
    public static func < (one: Level, other: Level) -> Bool {
      one.rank < other.rank
    }

    private var rank: Int {
      switch self {
      case .ok: 0
      case .note: 1
      case .unknown: 2
      case .warning: 3
      case .blocker: 4
      }
    }
  }

  /// How much it matters.
  public var level: Level
  /// Its stable name for scripts.
  public var code: Code
  /// What it is about.
  public var subject: Subject
  /// The aspect of the subject ("load state"); empty where the subject says it all.
  public var topic: String
  /// What was found.
  public var text: String
  /// What to type next.
  public var hint: String?

  /// Makes a finding.
  public init(
    _ level: Level, _ code: Code, subject: Subject, topic: String = "", _ text: String,
    hint: String? = nil
  ) {
    self.level = level
    self.code = code
    self.subject = subject
    self.topic = topic
    self.text = text
    self.hint = hint
  }
}
