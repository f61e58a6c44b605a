internal import MigrationEngine
internal import MilvusClient
internal import TestSupport

/// Random collections, from the description of the source to the requests for the target.
struct SchemaSubject: FuzzSubject {
  /// The name.
  let name = "schema"

  /// Makes a collection, two ends and options.
  func input(
    from base: Void, using generator: inout SeededGenerator
  ) throws -> SchemaInput {
    try SchemaInput(using: &generator)
  }

  /// Checks the collection, and what would be asked of the target if it gets a plan.
  func check(_ input: SchemaInput) throws {
    let schema = input.rehearsal.description.schema
    try SchemaProperties.check(schema)
    let difference = schema.differences(
      from: schema, describedBy: input.rehearsal.source.version)
    try require(difference.isEmpty, "the schema differs from itself: \(difference)")
    let report = try input.rehearsal.report()
    try ReportProperties(report: report, rehearsal: input.rehearsal).check()
    guard let plan = report.plans.first else { return }
    try PlanProperties(plan: plan, rehearsal: input.rehearsal).check(
      thoroughly: input.isThorough)
    var generator = SeededGenerator(seed: input.rowSeed)
    try RequestProperties(plan: plan, version: input.rehearsal.target.version)
      .check(using: &generator)
  }

  /// The schema's bytes, the ends and the options.
  func text(of input: SchemaInput) -> String {
    let rehearsal = input.rehearsal
    let bytes = (try? rehearsal.description.schema.serialized()) ?? []
    return """
      schema \(Spelling.hex(bytes))
      source \(rehearsal.source)
      target \(rehearsal.target)
      options \(rehearsal.options)
      partitions \(rehearsal.partitions), indexes \(rehearsal.indexes), rows \(rehearsal.rows)
      shards \(rehearsal.description.shards), properties \(rehearsal.description.properties)
      aliases \(rehearsal.description.aliases)
      """
  }
}
