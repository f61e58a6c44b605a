/// Everything that is fed with random inputs.
package enum FuzzCatalog {
  /// One subject for each part of the program that reads what others write.
  package static let subjects: [any FuzzSubject] = [
    WireSubject(), schemas(), ShellSubject(), EndpointSubject(), JSONSubject(), KeySubject(),
  ]

  /// The subject of the schemas, with a crossing of the caller's in place of the pure one.
  package static func schemas(
    crossing: (any SchemaCrossing)? = nil
  ) -> any FuzzSubject {
    SchemaSubject(crossing: crossing ?? PureCrossing())
  }
}
