internal import MilvusClient

/// What servers make of undeclared fields that have the names of declared ones.
///
/// Milvus before 2.4 keeps both. Later ones refuse the row. Milvus Lite has one space of names for
/// both, so the one that comes later in the request takes the place of the other; and names of its own
/// columns, which it drops.
extension DynamicKeyRule {
  /// The rule of a target; nil if it takes all names, or takes no undeclared field.
  static func of(_ schema: CollectionSchema, on target: ServerVersion) -> DynamicKeyRule? {
    guard schema.isDynamic, !keepsBoth(target) else { return nil }
    let isMixed = !target.supports(.separateNames)
    let own = isMixed ? liteColumns : [ColumnRule.dynamicField.name]
    return DynamicKeyRule(
      reserved: schema.fields.map(\.name) + own, areOverwritten: isMixed)
  }

  /// Whether a source holds rows that a target does not take for the names of their undeclared fields.
  ///
  /// A field can be declared later than it was used as an undeclared one, from 2.6 on.
  static func isBroken(
    by source: ServerVersion, on target: ServerVersion, _ schema: CollectionSchema
  ) -> Bool {
    guard of(schema, on: target) != nil, source.supports(.separateNames) else { return false }
    return !target.supports(.separateNames) || keepsBoth(source)
  }

  /// Whether undeclared fields may be called like declared ones.
  private static func keepsBoth(_ server: ServerVersion) -> Bool {
    server.supports(.separateNames) && !server.supports(.refusesDoubleNames)
  }

  private static let liteColumns: [ServerName] = [
    "_seq", "_partition", ColumnRule.dynamicField.name,
  ]
}
