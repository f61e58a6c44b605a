/// The properties of a collection, sorted into those that a copy gets and those that it does not.
struct CarriedProperties: Equatable {
  var carried: [KeyValue] = []
  var leftOut: [CollectionDefinition.LeftOut] = []

  init(_ properties: [KeyValue]) {
    for property in properties {
      if Self.carriedKeys.contains(property.key) {
        carried.append(property)
      } else {
        leftOut.append(.init(key: property.key, reason: Self.reason(for: property.key)))
      }
    }
  }

  private static let carriedKeys: Set = [
    "collection.ttl.seconds", "mmap.enabled", "partitionkey.isolation", "timezone",
    "allow_insert_auto_id", "dynamicfield.enabled", "ttl_field",
    "collection.autocompaction.enabled",
  ]

  private static func reason(for key: String) -> String {
    bond(of: key) ?? "not known to mean the same on another cluster"
  }

  /// Why a property means nothing on another cluster: the first prefix that fits tells.
  static func bond(of key: String) -> String? {
    clusterBound.first { key.hasPrefix($0.prefix) }?.reason
  }

  private static let clusterBound: [(prefix: String, reason: String)] = [
    ("replicate.", "it concerns the replication of the source cluster"),
    ("collection.resource_groups", "it names resource groups of the source cluster"),
    ("collection.replica.number", "the number of replicas belongs to the source cluster"),
    ("collection.insertRate", "it is a rate limit of the source cluster"),
    ("collection.upsertRate", "it is a rate limit of the source cluster"),
    ("collection.deleteRate", "it is a rate limit of the source cluster"),
    ("collection.bulkLoadRate", "it is a rate limit of the source cluster"),
    ("collection.queryRate", "it is a rate limit of the source cluster"),
    ("collection.searchRate", "it is a rate limit of the source cluster"),
    ("collection.flushRate", "it is a rate limit of the source cluster"),
    ("collection.diskProtection", "it is a quota of the source cluster"),
    ("partition.diskProtection", "it is a quota of the source cluster"),
    ("cipher.", "it concerns the encryption keys of the source cluster"),
    ("lazyload.", "it concerns the storage of the source cluster"),
    ("max_field_id", "the server keeps it by itself"),
  ]
}
