internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// The cluster of a side for a job that goes on; where none is open, the job's own is connected.
  ///
  /// The journal knows its address, and a profile of that address how it is connected; what both lack
  /// is asked for.
  func cluster(_ side: Side, for job: JobStatus, timeout: Seconds?) async throws -> Cluster {
    if let open = cluster(side) { return open.cluster }
    let profile = try profile(of: side, for: job)
    let way = "connect \(side.rawValue) \(Quoting.quoted(profile.name ?? profile.place))"
    await console.note("job \(job.id) needs its \(side.rawValue): \(way)")
    do {
      return try await ConnectionAttempt(side: side, profile: profile, timeout: timeout)
        .open(in: self).cluster
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw AdvisedError(
        error: error, advice: "\(way), with options as help connect tells, then: resume \(job.id)")
    }
  }

  /// How a job's cluster is connected: by the profile of its address, else by the address alone.
  func profile(of side: Side, for job: JobStatus) throws -> Profile {
    let (place, label) =
      side == .source ? (job.sourcePlace, job.sourceLabel) : (job.targetPlace, job.targetLabel)
    let fitting = try profiles.all().values.filter { profile in
      profile.address(home: variable("HOME")) == place
        || ClusterResolver.isClusterID(profile.place)
          && (profile.name == label || profile.place == label)
    }
    let named = fitting.first { $0.name == label }
    let first = fitting.sorted { ($0.name ?? "") < ($1.name ?? "") }
    // Of several for one cluster one that protects it counts.
    if let known = named ?? first.first(where: \.isProtected) ?? first.first { return known }
    let isID = try ClusterResolver.isClusterID(label) && cloudAccess(side) != nil
    return Profile(place: isID ? label : place, values: isID ? [:] : [.label: label])
  }
}
