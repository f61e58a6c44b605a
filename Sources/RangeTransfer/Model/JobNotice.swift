/// Something worth a line on the user's screen.
public struct JobNotice: Sendable {
  /// What a notice is about; notices of one kind and job replace each other while unseen.
  public enum Kind: String, Sendable, Codable {
    case started, progress, phase, hindered, limited, recovered, attention, paused, successful,
      failed
    case canceled
  }

  /// The job that speaks.
  public var job: JobID
  /// What it speaks about.
  public var kind: Kind
  /// The line, without the job's number.
  public var text: String

  /// Makes a notice.
  public init(_ job: JobID, _ kind: Kind, _ text: String) {
    self.job = job
    self.kind = kind
    self.text = text
  }
}
