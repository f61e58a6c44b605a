/// What a check found, and the plans that it leads to.
public struct CheckReport: Sendable, Equatable {
  /// Findings: of both ends first, then collection by collection.
  public var findings: [Finding]
  /// One plan for each collection that can be moved, in the order of the request.
  public var plans: [MigrationPlan]
  /// Who may do what on the source, and what of it the target has; nil if the source did not tell, or
  /// nobody asked for it.
  public var access: AccessComparison?

  /// Makes a report.
  public init(
    findings: [Finding], plans: [MigrationPlan], access: AccessComparison? = nil
  ) {
    self.findings = findings
    self.plans = plans
    self.access = access
  }

  /// The findings that forbid a start.
  public var blockers: [Finding] { findings.filter { $0.level == .blocker } }

  /// The gravest level of all findings.
  public var worst: Finding.Level { findings.map(\.level).max() ?? .ok }

  /// How many findings there are of a level.
  public func count(of level: Finding.Level) -> Int {
    findings.count { $0.level == level }
  }

  /// The subjects of all findings, in order, each once.
  public var subjects: [Finding.Subject] {
    var seen: Set<Finding.Subject> = []
    return findings.map(\.subject).filter { seen.insert($0).inserted }
  }

  /// The findings about one subject.
  public func findings(about subject: Finding.Subject) -> [Finding] {
    findings.filter { $0.subject == subject }
  }
}
