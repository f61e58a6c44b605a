internal import MigrationEngine
internal import MilvusClient

/// What must hold for any plan.
struct PlanProperties {
  let plan: MigrationPlan
  let simulation: PlanSimulation

  private var schema: CollectionSchema { simulation.description.schema }

  func check(thoroughly: Bool) throws {
    try checkSchemas()
    try checkColumns()
    try checkParts()
    try checkIndexes()
    if thoroughly { try checkEncoding() }
  }

  private func checkSchemas() throws {
    let source = try plan.sourceSchema()
    try require(
      try source.serialized() == schema.carryable().serialized(), "the plan has another schema")
    let target = try plan.targetSchema()
    try require(target.name == simulation.targetName, "the target's schema is \"\(target.name)\"")
    try require(
      target.fields.map(\.name) == schema.fields.map(\.name), "the target has other fields")
    try require(
      target.unknownParts == source.unknownParts, "parts that are not understood are lost")
  }

  /// Every field is read but those that functions compute, the key as the only key.
  private func checkColumns() throws {
    let computed = Set(schema.functions.flatMap(\.outputs))
    let plain = schema.fields.filter { !$0.isFunctionOutput && !computed.contains($0.name) }
    let names =
      plain.map(\.name) + schema.structFields.map(\.name)
      + (schema.isDynamic ? ["$meta"] : [])
    try require(plan.readColumns == names, "columns \(plan.readColumns) in place of \(names)")
    let keys = plan.columns.filter(\.isPrimaryKey).map(\.name)
    try require(keys == [plan.keyField] && keys == ["id"], "the keys are \(keys)")
    for field in plain {
      let column = plan.columns.first { $0.name == field.name }
      try require(
        column?.isNullable == field.isNullable && column?.elementType == field.elementType,
        "column \"\(field.name)\" is not as its field")
      try require(
        !field.isNullable || column?.wantsValidData == true, "nulls of \"\(field.name)\" are untold"
      )
    }
  }

  /// Each part of the source is carried, or listed with the reason why not.
  private func checkParts() throws {
    let left = Set(plan.notCarried.map(\.what))
    let keys = Set(plan.properties.map(\.key) + plan.temporaryProperties.map(\.key))
    for property in simulation.description.properties {
      try require(
        keys.contains(property.key) || left.contains("property \"\(property.key)\""),
        "property \(property) is lost")
    }
    for alias in simulation.description.aliases {
      try require(
        plan.aliases.contains(alias) || left.contains("alias \"\(alias)\""), "\(alias) is lost")
    }
    let hasPartitions = schema.partitionKey == nil
    try require(
      plan.partitions == (hasPartitions ? simulation.partitions : []),
      "the partitions are \(plan.partitions)")
    try require(plan.notCarried.allSatisfy { !$0.reason.isEmpty }, "a loss without a reason")
  }

  /// Each vector has an index unless none was asked for, and none has two.
  private func checkIndexes() throws {
    let vectors =
      schema.fields.filter(\.type.isVector).map(\.name)
      + schema.structFields.flatMap { field in
        field.fields.filter(\.type.isVector).map { "\(field.name)[\($0.name)]" }
      }
    let indexed = plan.vectorIndexes.map(\.field)
    let wanted = simulation.options.index == .none ? [] : vectors
    try require(indexed == wanted, "vector indexes on \(indexed) in place of \(wanted)")
    try require(
      plan.vectorIndexes.allSatisfy { $0.metric?.isEmpty == false }, "a vector without a metric")
    let left = plan.notCarried.map(\.what)
    for index in simulation.indexes where !vectors.contains(index.field) {
      try require(
        plan.scalarIndexes.contains { $0.field == index.field }
          || left.contains { $0.contains("\"\(index.name)\"") },
        "index \"\(index.name)\" is lost")
    }
  }

  private func checkEncoding() throws {
    let read = try MigrationPlan(encoded: try plan.encoded())
    try require(read == plan, "the plan changes on its way through the journal")
    try require(read.fingerprint == plan.fingerprint, "the fingerprint changes")
    try require(read.differences(from: plan).isEmpty, "the plan differs from itself")
  }
}
