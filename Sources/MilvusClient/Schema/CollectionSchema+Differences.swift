/// How a schema differs from another.
extension CollectionSchema {
  /// What is different here from the schema that was wanted, in plain words; empty if nothing is.
  ///
  /// The ids that clusters give, and the name of the collection, do not count; nor do descriptions
  /// that are missing in what Lite describes.
  public func differences(
    from wanted: CollectionSchema, describedBy version: ServerVersion
  ) -> [String] {
    let comparison = SchemaComparison(
      toleratesMissingTexts: !version.supports(.wholeSchemas), toleratesMissingSizes: true)
    return comparison.differences(wanted.carryable(), carryable()).map(\.description)
  }

  /// Every respect in which this schema differs from the one that was wanted; empty if none.
  ///
  /// The ids that clusters give, and the name of the collection, do not count. Nothing else is
  /// tolerated: compare what `asKeptByLite()` leaves of both to know what Lite can hold.
  public func differences(from wanted: CollectionSchema) -> [SchemaDifference] {
    SchemaComparison(toleratesMissingTexts: false, toleratesMissingSizes: false)
      .differences(wanted.carryable(), carryable())
  }
}
