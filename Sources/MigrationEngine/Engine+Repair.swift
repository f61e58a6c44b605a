internal import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

extension Engine {
  /// Makes the entities of a target those of its source, and reads and counts again what it changed.
  ///
  /// Only key ranges that differ are written: entities that are missing or changed, by a write that
  /// may be repeated. So a repair that was broken off is simply done again. The source is only read.
  /// A target that is not loaded is loaded meanwhile; `announce` is told. What a process that died
  /// meanwhile left is said to be its `owner`'s.
  /// - Throws: `MigrationError` with `.illegalJobState` if a job still has entities to write there,
  ///   with `.schemaMismatch` if they do not fit, with `.notRepairable` if keys are not the source's, or
  ///   if it were to delete what did not come from the source.
  public func repair(
    _ source: CollectionAddress, on sourceCluster: Cluster,
    against target: CollectionAddress, on targetCluster: Cluster,
    options: RepairOptions = RepairOptions(), by owner: String = "repair",
    execution: JobExecution? = nil,
    announce: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws -> RepairReport {
    try await repair(
      source, on: sourceCluster, against: target, on: targetCluster, within: VerifyOptions(),
      known: [], options: options, by: owner, execution: execution, announce: announce)
  }

  /// Repairs what a comparison with these options looks at, if both ends are the collections known.
  private func repair(
    _ source: CollectionAddress, on sourceCluster: Cluster,
    against target: CollectionAddress, on targetCluster: Cluster, within part: VerifyOptions,
    known: [KnownCollection], options: RepairOptions, by owner: String = "repair",
    execution: JobExecution?,
    announce: @escaping @Sendable (VerifyProgress) -> Void
  ) async throws -> RepairReport {
    let retrier = Retrier(
      policy: tuning.retries, throttle: throttles.of(targetCluster), progress: ProgressCounter(),
      control: JobControl(),
      notify: { kind, text in if [.hindered, .limited].contains(kind) { announce(.notice(text)) } })
    return try await endpoints.with(sourceCluster, targetCluster, retrier) {
      here, there in
      for collection in known {
        try await collection.require(on: collection.side == .source ? here : there)
      }
      // Jobs know the collection by its own name, which may have been given as an alias.
      let own = try await there.call { client throws(MilvusError) in
        try await client.describe(target)
      }
      try await supervisor.requireRepairable(
        own.address, at: targetCluster.access.endpoint.description)
      if options.deletesExtra, !options.isDryRun {
        let original = try await here.call { client throws(MilvusError) in
          try await client.describe(source).address
        }
        try await supervisor.requireOnlyCopied(
          own, at: targetCluster.access.endpoint.description, from: original,
          at: sourceCluster.access.endpoint.description)
      }
      let verifier = Verifier(
        source: CollectionEnd(here, source), target: CollectionEnd(there, target), options: part,
        claims: supervisor.claims, owner: owner,
        share: share(of: execution, between: here, there),
        execution: execution ?? tuning.execution, announce: announce,
        checkpoint: { try Task.checkCancellation() })
      return try await Repairer(verifier: verifier, options: options).run()
    }
  }

  /// Repairs the target of a job from the job's source; no more than what the job was to move.
  ///
  /// - Throws: Also `MigrationError` with `.jobNotFound`, with `.planChanged` if the clusters are not
  ///   those of the job, with `.collectionReplaced` if a collection is not that of the job, with `.notRepairable` if it were to delete what the target had before.
  public func repair(
    _ job: JobID, from source: Cluster, to target: Cluster,
    options: RepairOptions = RepairOptions(), execution: JobExecution? = nil,
    announce: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws -> RepairReport {
    let (plan, known) = try await supervisor.plan(of: job, from: source, to: target)
    guard !options.deletesExtra || plan.targetUse != .merge else {
      throw MigrationError(
        .notRepairable,
        """
        job \(job) wrote into "\(plan.target)", which had entities of its own: what else is there is \
        not the job's to delete
        """)
    }
    var part = VerifyOptions()
    part.partitions = plan.options.partitions
    part.filter = plan.options.filter
    return try await repair(
      plan.source, on: source, against: plan.target, on: target, within: part, known: known,
      options: options, execution: execution, announce: announce)
  }
}
