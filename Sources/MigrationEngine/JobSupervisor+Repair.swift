internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension JobSupervisor {
  /// The plan of a job, which must belong to these ends, and the collections that it began with.
  func plan(
    of id: JobID, from source: Cluster, to target: Cluster
  ) async throws -> (plan: MigrationPlan, known: [KnownCollection]) {
    let journal = try reader()
    let record = try await journal.existing(id)
    let plan = try MigrationPlan(encoded: record.plan)
    try plan.requireEnds(source, target, job: record.id)
    let written = try await journal.knownTarget(of: record, plan)
    return (plan, [plan.knownSource] + [written].compactMap(\.self))
  }

  /// Makes sure that a repair writes to a collection that no job goes on writing to, and that holds
  /// its entities under the keys of the source.
  func requireRepairable(_ target: CollectionAddress, at place: String) async throws {
    let jobs = try await reader().jobs().filter { $0.made(target, at: place) }
    if let rival = JobRecord.writer(among: jobs) {
      throw MigrationError(
        .illegalJobState,
        """
        job \(rival.id) is \(JobState(rival.state).words) and has not written all of "\(target)": it has \
        to be resumed or canceled before the collection can be repaired
        """)
    }
    guard let maker = jobs.last, try MigrationPlan(encoded: maker.plan).makesNewKeys else { return }
    throw MigrationError(
      .notRepairable,
      """
      job \(maker.id) copied "\(target)" under new keys, and nothing tells which of its entities is \
      which of the source
      """)
  }
}

extension JobSupervisor {
  /// Makes sure that what the source lacks may be deleted: that no job has told of entities which came
  /// to the target from elsewhere, since another made the collection.
  ///
  /// A job that was canceled counts as well: what it found, or copied, may be there still.
  func requireOnlyCopied(
    _ target: CollectionDescription, at place: String, from source: CollectionAddress,
    at sourcePlace: String
  ) async throws {
    let journal = try reader()
    var jobs = try await journal.jobs()
      .filter { $0.targetPlace == place && $0.target == target.address }
      .map { (record: $0, plan: try MigrationPlan(encoded: $0.plan)) }
    // Before its first phase is complete such a job has neither made a collection nor found it empty.
    let first = jobs.lastIndex { $0.plan.targetUse != .merge && $0.record.phase > .create }
    jobs.removeFirst(first ?? 0)
    var isMade = false
    if first != nil, let maker = jobs.first {
      isMade = try await !journal.hasLost(maker.record, maker.plan, target)
      if !isMade { jobs.removeFirst() }
    }
    let stranger = jobs.first { record, plan in
      let isMerge = plan.targetUse == .merge
      guard isMerge || record.phase > .create else { return false }
      return record.source != source || record.sourcePlace != sourcePlace || (isMerge && !isMade)
    }
    guard let job = stranger?.record else { return }
    throw MigrationError(
      .notRepairable,
      """
      "\(target.address)" holds entities that did not come from this source, as job \(job.id) tells: \
      what else is there is not to be deleted
      """)
  }
}

extension Journal {
  /// Whether what a job made or filled was dropped, so that what is there is another collection.
  fileprivate func hasLost(
    _ job: JobRecord, _ plan: MigrationPlan, _ present: CollectionDescription
  ) async throws -> Bool {
    if try await knownTarget(of: job, plan)?
      .objection(to: (present.address, present.identity)) != nil
    {
      return true
    }
    // Lite has no identities, so that the job's own trace decides.
    return try await events(job.id)
      .contains { $0.kind == JobEvent.canceled && $0.message == JobEvent.droppedTarget }
  }
}

extension JobRecord {
  /// Of the jobs of one collection, oldest first, one that may still insert entities.
  ///
  /// It would insert once more what a repair has written. A failed job counts only while no other
  /// has made the collection after it.
  static func writer(among jobs: [JobRecord]) -> JobRecord? {
    jobs.last { job in
      switch job.state {
      case .pending, .inProgress: true
      case .paused: job.phase <= .copy
      case .failed: job.phase <= .copy && job.id == jobs.last?.id
      case .successful, .canceled: false
      }
    }
  }

  /// Whether the job was to make that collection, and was not given up.
  fileprivate func made(_ target: CollectionAddress, at place: String) -> Bool {
    state != .canceled && targetPlace == place && self.target == target
  }
}
