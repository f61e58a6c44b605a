internal import MigrationEngine
package import MilvusClient

/// What the prompt tells of the session.
package struct SessionPrompt: Sendable, Equatable {
  /// One end as the prompt shows it.
  package struct End: Sendable, Equatable {
    /// The cluster's label.
    package var label: String
    /// The current database.
    package var database: ServerName
    /// Whether each write to it needs its name to be typed.
    package var isProtected: Bool

    /// Makes an end.
    package init(label: String, database: ServerName, isProtected: Bool = false) {
      self.label = label
      self.database = database
      self.isProtected = isProtected
    }

    fileprivate var text: String {
      database == "default" ? label : "\(label)/\(database)"
    }
  }

  /// The source, if one is open.
  package var source: End?
  /// The target, if one is open.
  package var target: End?
  /// How many jobs run.
  package var jobs: Int
  /// Whether something happened to one that the user has not looked at.
  package var wantsAttention: Bool

  /// Makes what the prompt tells.
  package init(source: End? = nil, target: End? = nil, jobs: Int = 0, wantsAttention: Bool = false)
  {
    self.source = source
    self.target = target
    self.jobs = jobs
    self.wantsAttention = wantsAttention
  }

  /// The prompt: `vecferry prod/sales>test [2]> `.
  package var prompt: Prompt {
    let isOpen = source != nil || target != nil
    let name = Prompt.Yielding.vanishes
    var segments = [Prompt.Segment("vecferry", .dim, yielding: isOpen ? name : .never)]
    if isOpen { segments.append(Prompt.Segment(" ", yielding: name)) }
    if let source { segments.append(Prompt.Segment(source.text, .strong, yielding: .shrinks)) }
    if let target {
      let style = target.isProtected ? Prompt.Style.danger : .accent
      segments += [Prompt.Segment(">"), Prompt.Segment(target.text, style, yielding: .shrinks)]
    }
    if jobs > 0 || wantsAttention {
      let text = " [\(jobs)\(wantsAttention ? "!" : "")]"
      segments.append(Prompt.Segment(text, wantsAttention ? .warning : .plain))
    }
    return Prompt(segments + [Prompt.Segment("> ")])
  }
}

extension ShellSession {
  /// The prompt as things are now.
  package func prompt() async -> Prompt {
    let jobs = await startedEngine?.runningJobs().count ?? 0
    if let known = try? await startedEngine?.jobNumbers() {
      update { $0.jobNumbers = known.map { "\($0)" } }
    }
    return SessionPrompt(
      source: end(.source), target: end(.target), jobs: jobs, wantsAttention: wantsAttention
    ).prompt
  }

  private func end(_ side: Side) -> SessionPrompt.End? {
    cluster(side).map {
      SessionPrompt.End(
        label: $0.label, database: database(side), isProtected: $0.isProtected)
    }
  }

  /// The numbers of the jobs that TAB offers, as of the last prompt.
  var jobNumbers: [String] { update { $0.jobNumbers } }
}
