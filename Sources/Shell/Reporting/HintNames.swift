internal import MigrationEngine
internal import MilvusClient

/// What a hint speaks of, as it is typed; in the words of the help where that is not known.
struct HintNames {
  /// The number of the job.
  var job = "JOB"
  /// The collection of the source.
  var collection = "NAME"
  /// The same with its side.
  var source = "source:NAME"
  /// The collection of the target with its side.
  var target = "target:NAME"
  /// What `--rename` takes.
  var renaming = "OLD:NEW"

  /// The collection on a side; that of the source if none is given.
  func address(on side: Side?) -> String { side == .target ? target : source }
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
