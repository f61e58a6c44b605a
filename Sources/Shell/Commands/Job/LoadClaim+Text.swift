internal import JobJournal
internal import MigrationEngine
internal import MilvusClient

extension LoadClaim {
  /// What was left loaded, by whom, and what to type.
  var sentence: String {
    let address = CollectionAddress(
      database: ServerName(subject.database), name: ServerName(subject.collection))
    let name = "\(side):" + NameSpelling.escaped(address, in: CollectionAddress.defaultDatabase)
    let who = job.map { "job \($0)" } ?? owner
    return "\(name) on \(subject.place) was loaded by \(who), which ended without releasing it. "
      + "release \(Quoting.quoted(name)) does"
  }

  /// The same as JSON.
  var document: JSONObject {
    [
      "side": .string(side), "address": .string(subject.place),
      "database": .string(subject.database), "collection": .string(subject.collection),
      "partitions": .array(partitions.map { .string($0) }), "owner": .string(owner),
      "job": .optional(job), "at": .string(Figures.timestamp(at)),
    ]
  }
}
