internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// A random schema: what servers of any version describe, and a little more.
struct RandomSchema {
  /// The schema as a server describes it.
  private(set) var wire = WireCollectionSchema()

  private static let vectors = ColumnKind.all.filter { DataType(rawValue: $0.type).isVector }
  private static let inner = ColumnKind.all.filter { $0.elementType != 0 }

  /// Makes a schema of up to ten fields with unique names.
  init(using generator: inout SeededGenerator) throws {
    wire.name = RandomText.name(using: &generator)
    if generator.once(in: 3) { wire.description_p = RandomText.text(using: &generator) }
    wire.autoID = generator.once(in: 5)
    wire.dbName = generator.pick(["", "default", "sales"])
    wire.version = Int32(generator.below(3))
    try addFields(using: &generator)
    if generator.once(in: 4) { try addStruct(using: &generator) }
    if generator.once(in: 4) { try addFunction(using: &generator) }
    addDynamicField(using: &generator)
    if generator.once(in: 20) { wire = try wire.adding(RandomField.unknown(using: &generator)) }
  }

  private mutating func addFields(using generator: inout SeededGenerator) throws {
    wire.fields.append(key(using: &generator))
    for number in 0..<generator.below(7) {
      let field = try RandomField("f\(number)", of: ColumnKind.all, using: &generator)
      wire.fields.append(field.wire)
    }
    for number in 0...generator.below(2) {
      let vector = try RandomField("v\(number)", of: Self.vectors, using: &generator)
      wire.fields.append(vector.wire)
    }
    if wire.fields.count > 3, generator.once(in: 5) {
      let place = 1 + generator.below(wire.fields.count - 1)
      wire.fields[place].isPartitionKey = true
    }
    if generator.once(in: 3) { wire.fields.shuffle(using: &generator) }
  }

  private func key(using generator: inout SeededGenerator) -> WireFieldSchema {
    .with {
      $0.name = "id"
      $0.fieldID = 100
      $0.dataType = generator.once(in: 50) ? 11 : generator.once(in: 2) ? 5 : 21
      $0.isPrimaryKey = !generator.once(in: 50)
      $0.autoID = wire.autoID
      if $0.dataType == 21 {
        $0.typeParams = [
          .with {
            $0.key = "max_length"
            $0.value = "64"
          }
        ]
      }
    }
  }

  private mutating func addStruct(using generator: inout SeededGenerator) throws {
    var structure = WireStructArrayFieldSchema()
    structure.name = "structs"
    structure.nullable = generator.once(in: 3)
    for number in 0...generator.below(3) {
      var field = try RandomField("s\(number)", of: Self.inner, using: &generator).wire
      // A row of structs is null as a whole.
      field.nullable = structure.nullable
      structure.fields.append(field)
    }
    wire.structArrayFields.append(structure)
  }

  private mutating func addFunction(using generator: inout SeededGenerator) throws {
    var function = WireFunctionSchema()
    function.name = "compute"
    function.id = 7
    function.type = Int32(generator.below(7))
    function.inputFieldNames = [generator.pick(wire.fields).name]
    let output = try RandomField("computed", of: Self.vectors, using: &generator)
    wire.fields.append(output.wire)
    // Old servers do not mark what functions compute.
    wire.fields[wire.fields.count - 1].isFunctionOutput = Bool.random(using: &generator)
    function.outputFieldNames = ["computed"]
    if generator.once(in: 10) {
      function = try function.adding(RandomField.unknown(using: &generator))
    }
    wire.functions.append(function)
  }

  private mutating func addDynamicField(using generator: inout SeededGenerator) {
    guard generator.once(in: 2) else { return }
    wire.enableDynamicField = true
    guard generator.once(in: 2) else { return }
    wire.fields.append(
      .with {
        $0.name = "$meta"
        $0.dataType = 23
        $0.isDynamic = true
      })
  }
}
