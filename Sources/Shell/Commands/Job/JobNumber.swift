public import ArgumentParser
public import MigrationEngine
internal import MilvusClient

extension JobID: ExpressibleByArgument {
  /// Reads `3` or `[3]`, as the shell prints it.
  public init?(argument: String) {
    let isBracketed = argument.hasPrefix("[") && argument.hasSuffix("]")
    let digits = isBracketed ? String(argument.dropFirst().dropLast()) : argument
    guard let number = Int64(digits), number > 0 else { return nil }
    self.init(rawValue: number)
  }
}

/// One job, or all that the command can mean.
package enum JobChoice: Sendable, Equatable {
  /// The job of that number.
  case one(JobID)
  /// Every job.
  case all
}

extension JobChoice: ExpressibleByArgument {
  package init?(argument: String) {
    guard argument != "all" else {
      self = .all
      return
    }
    guard let id = JobID(argument: argument) else { return nil }
    self = .one(id)
  }
}

extension ShellSession {
  /// The jobs that a choice means, oldest first, of those for which the condition holds.
  ///
  /// A job that is named is taken whatever its state: the engine says why something cannot be done.
  func jobs(
    _ choices: [JobChoice], where isMeant: (JobStatus) -> Bool
  ) async throws -> [JobID] {
    guard !choices.contains(.all) else {
      return try await engine.jobs().filter(isMeant).map(\.id)
    }
    return choices.compactMap { choice in
      guard case .one(let id) = choice else { return nil }
      return id
    }
  }

  /// The job that is named, else the youngest for which the condition holds.
  func job(_ id: JobID?, where isMeant: (JobStatus) -> Bool) async throws -> JobID {
    if let id { return id }
    guard let youngest = try await engine.jobs().last(where: isMeant) else {
      throw UsageError(.notFound, "there is no job to take", hint: "jobs shows all jobs")
    }
    return youngest.id
  }
}
