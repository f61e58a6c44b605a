internal import MilvusClient

/// What must hold for any bytes that are read as a schema.
enum SchemaProperties {
  /// A version of every line, and of Milvus Lite.
  static let versions = [
    ServerVersion(2, 2, 9), ServerVersion(2, 3, 5), ServerVersion(2, 4, 0), ServerVersion(2, 4, 23),
    ServerVersion(2, 5, 4), ServerVersion(2, 5, 24), ServerVersion(2, 6, 0), ServerVersion(2, 6, 4),
    ServerVersion(2, 6, 12), ServerVersion(2, 6, 18), ServerVersion(3, 0, 0), ServerVersion(3, 0),
    ServerVersion(3, 2, 2, isLite: true), ServerVersion(3, 2, 0, isLite: true), .assumed,
  ]

  /// Reads the bytes and looks at the schema from every side.
  static func check(_ bytes: [UInt8]) throws {
    guard let schema = try? CollectionSchema(serialized: bytes) else { return }
    try check(schema)
    _ = schema.fields.map { "\($0.typeText) \($0.defaultText ?? "") \($0.missingSizes)" }
    for version in versions {
      _ = unsupportedFeatures(of: schema, by: version)
      _ = schema.differences(from: schema.asKeptByLite(), describedBy: version)
    }
  }

  /// Bytes are compared, because a default value that is no number differs from itself.
  static func check(_ schema: CollectionSchema) throws {
    let bytes = try schema.serialized()
    let again = try CollectionSchema(serialized: bytes)
    try require(try again.serialized() == bytes, "the schema changes on its way through bytes")
    try require(again.unknownParts == schema.unknownParts, "unknown parts are lost")
    let carried = schema.carryable()
    try require(
      try carried.carryable().serialized() == carried.serialized(), "carrying twice is not once")
    try require(carried.fields.map(\.name) == schema.fields.map(\.name), "fields are not carried")
    let kept = schema.asKeptByLite()
    try require(
      try kept.asKeptByLite().serialized() == kept.serialized(), "Lite forgets twice")
    try require(
      !schema.settingAutoID(false).isAutoID || schema.primaryKey == nil, "auto id stays on")
  }
}
