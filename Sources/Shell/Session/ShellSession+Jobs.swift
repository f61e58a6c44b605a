internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// The failure, with what to do about the job that has not finished one of the collections.
  func advised(_ error: any Error, about targets: [CollectionAddress]) async -> any Error {
    guard let advice = await advice(about: targets) else { return error }
    return AdvisedError(error: error, advice: advice)
  }

  /// What to do about the job that has not finished one of the collections of the target.
  func advice(about targets: [CollectionAddress]) async -> String? {
    guard let place = cluster(.target)?.cluster.access.endpoint.description else { return nil }
    // Whoever asks has something to tell, with this or without.
    let jobs = (try? await engine.jobs()) ?? []
    let last = jobs.last { $0.targetPlace == place && targets.contains($0.target) }
    guard let last, ![.successful, .canceled].contains(last.state) else { return nil }
    return "job \(last.id) has not finished target:\(last.target): resume \(last.id) goes on, "
      + "cancel \(last.id) ends it"
  }

  /// Remembers that jobs go on in the background: how they end is part of how the session ends.
  func leave(_ jobs: [JobID]) {
    update { state in
      state.background.removeAll { jobs.contains($0) }
      state.background += jobs
    }
  }

  /// Forgets jobs of the background, because a command has told how they ended.
  func collect(_ jobs: [JobID]) {
    update { state in
      state.background.removeAll { jobs.contains($0) }
      state.told.formUnion(jobs)
    }
  }

  /// The commands that go on with the paused jobs of the last statement; empty if there are none.
  func resumptions() async -> [String] {
    guard let jobs = try? await startedEngine?.jobs() else { return [] }
    let told = update { $0.told }
    let paused = jobs.filter { $0.state == .paused && told.contains($0.id) }
    let resumable = jobs.count { [.paused, .failed, .pending].contains($0.state) }
    return paused.count > 1 && paused.count == resumable
      ? ["resume all"] : paused.map { "resume \($0.id)" }
  }
}
