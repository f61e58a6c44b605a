/// A job of the service, as an import or a migration of its own.
public struct CloudJob: Sendable, Hashable {
  /// How a job is, in the service's word; unknown words are kept.
  public struct Status: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The word as it came.
    public var rawValue: String

    /// Takes the word as it came.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The word as it came.
    public var description: String { rawValue }

    /// Whether the job has ended; `CANCELED` is known to official clients only.
    public var isFinal: Bool { ["SUCCESSFUL", "FAILED", "CANCELED"].contains(rawValue) }
  }

  /// The job's id, as `job-04bf9335838dzkeydpxxxx`.
  public var id: String
  /// `IMPORT`, `MIGRATION`, `BACKUP`, `RESTORE`, `CLONE_COLLECTION`.
  public var type: String?
  /// How it is.
  public var status: Status
  /// How much is done, in per cent.
  public var progress: Int?
  /// When it began, RFC 3339.
  public var startedAt: String?
  /// When it ended, RFC 3339.
  public var endedAt: String?
  /// Why it failed.
  public var reason: String?

  /// Makes a job from what always comes; the rest can be set.
  public init(id: String, status: Status) {
    self.id = id
    self.status = status
  }

  /// Reads a job; nil for what has no id.
  init?(_ json: CloudJSON) {
    guard let id = json["jobId"].text else { return nil }
    self.init(id: id, status: Status(rawValue: json["status"].text ?? "UNKNOWN"))
    type = json["type"].text
    progress = json["progress"].integer.map(Int.init(clamping:))
    startedAt = json["startTime"].text
    endedAt = json["endTime"].text
    reason = json["reason"].text
  }
}
