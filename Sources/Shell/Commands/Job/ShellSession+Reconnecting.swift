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
    let way = connectLine(of: profile).text(on: side)
    await console.note("job \(job.id) needs its \(side.rawValue): \(way)")
    do {
      return try await ConnectionAttempt(side: side, profile: profile, timeout: timeout)
        .open(in: self).cluster
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw advised(error, toReconnectBy: way, for: job)
    }
  }

  /// The failure with what mends it, as `connect` says it, and then the job.
  private func advised(
    _ error: any Error, toReconnectBy way: String, for job: JobStatus
  ) -> any Error {
    let end = ", then: resume \(job.id)"
    switch error {
    case let error as AdvisedError:
      return AdvisedError(error: error.error, advice: error.advice + end)
    case var error as UsageError where error.code != .secretNeeded:
      // Where another program has a file open, it is said already that the command is to be repeated.
      guard !error.code.concernsFile else { return error }
      error.hint = (error.hint ?? Hints.hint(for: error.code)) + end
      return error
    default:
      return AdvisedError(
        error: error, advice: "\(way), with options as help connect tells\(end)")
    }
  }

  /// The failure with the lines that connect the clusters of a job, where others are connected.
  func advised(
    _ error: any Error, toConnectFor id: JobID, then command: String
  ) async throws -> any Error {
    guard let failure = error as? MigrationError, failure.code == .planChanged else { return error }
    let job = try await engine.status(of: id)
    var lines: [String] = []
    for side in Side.allCases {
      let place = side == .source ? job.sourcePlace : job.targetPlace
      guard let open = cluster(side), open.cluster.access.endpoint.description != place else {
        continue
      }
      lines.append(connectLine(of: try profile(of: side, for: job)).text(on: side))
    }
    guard !lines.isEmpty else { return error }
    let advice = lines.joined(separator: "; ") + ", then: \(command) \(id)"
    return AdvisedError(error: error, advice: advice)
  }

  /// Makes sure that the files of a job that goes on are there, before one of them is opened: a new
  /// file in the place of its target would be taken for the copy that it has begun.
  func requireFiles(of job: JobStatus) async throws {
    for side in Side.allCases where cluster(side) == nil {
      let path = try profile(of: side, for: job).file(home: variable("HOME"))
      guard let path, let absence = try LocalFile.absence(of: path) else { continue }
      let back = "bring it back, then: resume \(job.id)"
      let anew = side == .source ? "" : "; or start over: \(try await waysToStartOver(job))"
      throw UsageError(
        .notFound, "\(absence.message), the \(side.rawValue) of job \(job.id)", hint: back + anew)
    }
  }

  /// The commands that end a job and begin it anew, with the options of its plan.
  private func waysToStartOver(_ job: JobStatus) async throws -> String {
    var ways = ["cancel \(job.id) --keep"]
    for side in Side.allCases where cluster(side) == nil {
      ways.append(connectLine(of: try profile(of: side, for: job)).text(on: side))
    }
    let (source, target) = (job.source, job.target)
    var words = ["migrate", NameSpelling.escaped(source, in: CollectionAddress.defaultDatabase)]
    if source.name != target.name {
      let names = [source, target].map { NameSpelling.escaped($0.name) }.joined(separator: ":")
      words += ["--rename", names]
    }
    if target.database != CollectionAddress.defaultDatabase {
      words += ["--target-database", target.database.text]
    }
    words += try await engine.report(of: job.id).plan.options.words
    return (ways + [Quoting.line(words)]).joined(separator: "; ")
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
    let options = side == .source ? job.sourceOptions : job.targetOptions
    if let known = named ?? first.first(where: \.isProtected) ?? first.first {
      return known.completed(byOptionsOfJob: options)
    }
    let isID = try ClusterResolver.isClusterID(label) && cloudAccess(side) != nil
    return Profile(place: isID ? label : place, values: isID ? [:] : [.label: label])
      .completed(byOptionsOfJob: options)
  }
}

extension UsageError.Code {
  /// Whether a file of Milvus Lite cannot be opened, for which no option of `connect` helps.
  fileprivate var concernsFile: Bool { [.fileInUse, .fileDamaged, .liteMissing].contains(self) }
}
