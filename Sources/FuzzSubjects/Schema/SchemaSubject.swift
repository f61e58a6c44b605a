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
    let schema = input.simulation.description.schema
    try SchemaProperties.check(schema)
    let difference = schema.differences(
      from: schema, describedBy: input.simulation.source.version)
    try require(difference.isEmpty, "the schema differs from itself: \(difference)")
    let report = try input.simulation.report()
    try ReportProperties(report: report, simulation: input.simulation).check()
    guard let plan = report.plans.first else { return }
    try PlanProperties(plan: plan, simulation: input.simulation).check(
      thoroughly: input.isThorough)
    var generator = SeededGenerator(seed: input.rowSeed)
    try RequestProperties(plan: plan, version: input.simulation.target.version)
      .check(using: &generator)
  }

  /// The schema's bytes, the ends and the options.
  func text(of input: SchemaInput) -> String {
    let simulation = input.simulation
    let bytes = (try? simulation.description.schema.serialized()) ?? []
    return """
      schema \(Spelling.hex(bytes))
      source \(simulation.source)
      target \(simulation.target)
      options \(simulation.options)
      partitions \(simulation.partitions), indexes \(simulation.indexes), rows \(simulation.rows)
      shards \(simulation.description.shards), properties \(simulation.description.properties)
      aliases \(simulation.description.aliases)
      """
  }
}
