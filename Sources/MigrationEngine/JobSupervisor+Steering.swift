internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension JobSupervisor {
  /// Asks a job to stop; `now` does not wait for calls in flight, whose ranges are copied again later.
  func pause(_ id: JobID, now: Bool) async throws {
    if unqueue(id) { return }
    guard let running = running[id] else {
      let status = try await status(of: id)
      throw MigrationError(
        .illegalJobState,
        status.state == .inProgress
          ? "job \(id) runs in another process"
          : "job \(id) does not run, it is \(status.state.words)")
    }
    running.pause(now: now)
  }

  /// Pauses all jobs of this process and waits for them.
  func pauseAll(now: Bool) async {
    // The last of the queue first, so that none starts.
    for id in runningJobs().reversed() { _ = unqueue(id) }
    let stopping = running
    for job in stopping.values { job.pause(now: now) }
    for id in stopping.keys { await left(id) }
  }

  /// Makes sure that nobody runs the job, or ends it.
  func requireIdle(_ id: JobID) throws {
    guard !runningJobs().contains(id) else {
      throw MigrationError(.illegalJobState, "job \(id) is running already")
    }
    guard !canceling.contains(id) else {
      throw MigrationError(.illegalJobState, "job \(id) is being canceled")
    }
  }

  /// Ends a job for good, and drops its collection if asked to and if the job surely made it.
  ///
  /// What it loaded and could not release, because its process died, is released on those ends that
  /// are connected; else the job's listeners are told.
  func cancel(_ id: JobID, dropOn target: Cluster?, releaseOn ends: [Cluster]) async throws {
    guard canceling.insert(id).inserted else {
      throw MigrationError(.illegalJobState, "job \(id) is being canceled")
    }
    defer { canceling.remove(id) }
    if let running = running[id] {
      running.pause(now: true)
      await left(id)
    }
    _ = unqueue(id)
    try await writing { journal in
      let record = try await journal.existing(id)
      guard record.state.mayBecome(.canceled), !runningJobs().contains(id) else {
        throw MigrationError(
          .illegalJobState, "job \(id) is \(JobState(record.state).words) and cannot be canceled")
      }
      if let target { try await drop(record, on: target, journal) }
      try await releaseLoads(of: id, on: ends)
      try await journal.move(id.rawValue, to: .canceled, at: Date())
      let fate = target == nil ? "its collection stays" : JobEvent.droppedTarget
      try await journal.log(id.rawValue, kind: JobEvent.canceled, message: fate, at: Date())
      speak(id, .canceled, fate)
    }
  }

  /// Releases what a job loaded and a process of it could not release.
  private func releaseLoads(of id: JobID, on ends: [Cluster]) async throws {
    for claim in claims.abandoned() where claim.job == id.rawValue {
      guard let side = Side(rawValue: claim.side),
        let end = ends.first(where: { $0.access.endpoint.description == claim.subject.place })
      else {
        speak(
          id, .attention,
          """
          "\(claim.subject.collection)" stays loaded on the \(claim.side) \(claim.subject.place): \
          release it there
          """)
        continue
      }
      do {
        try await TemporaryLoad(claims, claim, on: end.access).release()
      } catch let error as MilvusError {
        throw SideError(side, error)
      }
    }
  }

  private func drop(
    _ record: JobRecord, on target: Cluster, _ journal: Journal
  ) async throws {
    let plan = try MigrationPlan(encoded: record.plan)
    guard target.access.endpoint.description == plan.targetPlace else {
      throw MigrationError(
        .planChanged, "job \(record.id) writes to \(plan.targetPlace), which is not connected")
    }
    guard plan.targetUse == .create else {
      throw MigrationError(
        .illegalJobState,
        "\"\(plan.target)\" was there before job \(record.id), so it does not drop it")
    }
    // Before its first phase is complete nobody can tell whose collection bears the name.
    guard record.phase > .create else {
      throw MigrationError(
        .illegalJobState,
        "job \(record.id) had not finished creating \"\(plan.target)\", so it does not drop it")
    }
    do {
      let known = try await journal.knownTarget(of: record, plan)
      try await withMilvusClient(target.access) { client in
        guard let found = try await client.described(plan.target) else { return }
        if let objection = known?.objection(to: (found.address, found.identity)) {
          throw MigrationError(.collectionReplaced, "\(objection), so the job does not drop it")
        }
        try await client.drop(plan.target)
      }
    } catch let error as MilvusError {
      throw SideError(.target, error)
    }
  }

  /// Waits until no process runs the job, or the caller is cancelled.
  func outcome(of id: JobID) async throws -> JobStatus {
    while true {
      let isHere = runningJobs().contains(id)
      let status = try await status(of: id)
      guard isHere || status.state == .inProgress else { return status }
      // Looking often costs little here; another process is seen through the journal alone.
      try await Task.sleep(for: .milliseconds(isHere ? 50 : 500))
    }
  }
}

extension Journal {
  /// A job that must be there.
  func existing(_ id: JobID) async throws -> JobRecord {
    guard let record = try await job(id.rawValue) else {
      throw MigrationError(.jobNotFound, "there is no job \(id)")
    }
    return record
  }
}

extension Journal {
  /// Takes something out of a job's plan, if that is wanted, and returns the plan.
  ///
  /// What is made already stays. The fingerprint is that of the new plan, and the job's events tell.
  func amend(
    _ record: JobRecord, _ plan: MigrationPlan, _ amendment: PlanAmendment
  ) async throws -> MigrationPlan {
    guard let text = amendment.text else { return plan }
    let amended = plan.amended(amendment)
    try await amend(
      record.id, plan: try amended.encoded(), fingerprint: amended.fingerprint,
      event: (JobEvent.amended, text), at: Date())
    return amended
  }
}

extension JobRecord {
  /// The plan, if it belongs to these ends and can go on.
  func checkedPlan(source: Cluster, target: Cluster) throws -> MigrationPlan {
    guard state.mayBecome(.inProgress) else {
      throw MigrationError(
        .illegalJobState, "job \(id) is \(JobState(state).words) and cannot go on")
    }
    let plan = try MigrationPlan(encoded: plan)
    try plan.requireEnds(source, target, job: id)
    guard plan.fingerprint == fingerprint else {
      throw MigrationError(
        .planChanged,
        "the plan of job \(id) has fingerprint \(plan.fingerprint), recorded is \(fingerprint)")
    }
    return plan
  }
}

extension MigrationPlan {
  /// Makes sure that the clusters are those that the plan was made for.
  func requireEnds(_ source: Cluster, _ target: Cluster, job: Int64) throws {
    for (side, planned, connected) in [
      ("source", sourcePlace, source.access.endpoint.description),
      ("target", targetPlace, target.access.endpoint.description),
    ] where planned != connected {
      throw MigrationError(
        .planChanged, "the \(side) of job \(job) is \(planned), connected is \(connected)")
    }
  }

  /// Whether a recorded job writes to the collection that this plan writes to.
  func hasTarget(of record: JobRecord) -> Bool {
    record.targetPlace == targetPlace && record.target == target
  }
}

extension NewJob {
  /// A job for a plan.
  init(_ plan: MigrationPlan, source: Cluster, target: Cluster) throws {
    self.init(
      fingerprint: plan.fingerprint, sourcePlace: plan.sourcePlace, targetPlace: plan.targetPlace,
      sourceLabel: source.label, targetLabel: target.label, sourceOptions: source.options,
      targetOptions: target.options,
      sourceDatabase: plan.source.database.text, sourceCollection: plan.source.name.text,
      targetDatabase: plan.target.database.text, targetCollection: plan.target.name.text,
      plan: try plan.encoded(), createdAt: Date())
  }
}
