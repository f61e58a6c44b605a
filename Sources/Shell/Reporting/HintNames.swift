internal import MigrationEngine
internal import MilvusClient

/// What a hint speaks of, as it is typed; nil where that is not known.
struct HintNames {
  /// The number of the job.
  var job: String?
  /// The collection of the source.
  var collection: String?
  /// The same with its side.
  var source: String?
  /// The collection of the target with its side.
  var target: String?
  /// What `--rename` takes.
  var renaming: String?

  /// The collection on a side; that of the source if none is given.
  func address(on side: Side?) -> String? { side == .target ? target : source }

  /// What is typed once the reason has passed: a job goes on, and its command finds a taken name.
  var goingOn: String { job.map { "then: resume \($0)" } ?? "and type the command again" }

  /// What is typed where a cluster took too long, for which a job has waited more than once.
  var waiting: String {
    job.map { "resume \($0) goes on once it answers" } ?? "connect it with a longer --timeout"
  }
}

extension HintNames {
  /// One collection, with its side if that has to be said: `target:sales.docs`.
  init(typed address: String) {
    (source, target) = (address, address)
  }
}

extension HintNames {
  /// The names of a job.
  init(of status: JobStatus) {
    let typed = { (address: CollectionAddress) in
      NameSpelling.escaped(address, in: CollectionAddress.defaultDatabase)
    }
    let (old, new) = (typed(status.source), typed(status.target))
    job = "\(status.id)"
    collection = Quoting.quoted(old)
    source = Quoting.quoted("source:\(old)")
    target = Quoting.quoted("target:\(new)")
    renaming = Quoting.quoted("\(old):\(NameSpelling.escaped(status.target.name))_new")
  }
}
