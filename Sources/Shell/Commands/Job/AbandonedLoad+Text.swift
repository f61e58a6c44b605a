internal import MigrationEngine
internal import MilvusClient

extension AbandonedLoad {
  /// What was left loaded or changed, by whom, and what to type.
  var sentence: String {
    let name =
      "\(side.rawValue):" + NameSpelling.escaped(collection, in: CollectionAddress.defaultDatabase)
    let who = job.map { "job \($0)" } ?? owner
    if let property = property {
      return
        "\(name) on \(place) was given another \(property) by \(who), which ended without "
        + "putting it back. The next repair or sync of it does"
    }
    return "\(name) on \(place) was loaded by \(who), which ended without releasing it. "
      + "release \(Quoting.quoted(name)) does"
  }

  /// The same as JSON.
  var document: JSONObject {
    var document: JSONObject = [
      "side": .string(side.rawValue), "address": .string(place),
      "database": .string(collection.database), "collection": .string(collection.name),
      "partitions": .array(partitions.map { .string($0) }), "owner": .string(owner),
      "job": .optional(job?.rawValue), "at": .string(Figures.timestamp(at)),
    ]
    if let property = property {
      document["property"] = .string(property)
      document["value"] = .optional(value)
    }
    return document
  }
}
