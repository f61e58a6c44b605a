internal import JobJournal
internal import MigrationEngine
internal import MilvusClient

extension LoadClaim {
  /// What was left loaded or changed, by whom, and what to type.
  var sentence: String {
    let address = CollectionAddress(
      database: ServerName(subject.database), name: ServerName(subject.collection))
    let name = "\(side):" + NameSpelling.escaped(address, in: CollectionAddress.defaultDatabase)
    let who = job.map { "job \($0)" } ?? owner
    if let property = subject.property {
      return
        "\(name) on \(subject.place) was given another \(property) by \(who), which ended without "
        + "putting it back. The next repair of it does"
    }
    return "\(name) on \(subject.place) was loaded by \(who), which ended without releasing it. "
      + "release \(Quoting.quoted(name)) does"
  }

  /// The same as JSON.
  var document: JSONObject {
    var document: JSONObject = [
      "side": .string(side), "address": .string(subject.place),
      "database": .string(subject.database), "collection": .string(subject.collection),
      "partitions": .array(partitions.map { .string($0) }), "owner": .string(owner),
      "job": .optional(job), "at": .string(Figures.timestamp(at)),
    ]
    if let property = subject.property {
      document["property"] = .string(property)
      document["value"] = .optional(value)
    }
    return document
  }
}
