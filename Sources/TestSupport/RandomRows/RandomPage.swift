internal import Foundation
package import MilvusClient
package import MilvusWire
package import SwiftProtobuf

/// A random answer, the rules of a target, and the request that must come of them.
package struct RandomPage {
  /// An answer as servers give it.
  package var answer = WireQueryResults()
  /// The same rows in another form: nulls, empty arrays, ids and order of columns may differ.
  package var twin = WireQueryResults()
  /// What the target wants of each column.
  package var rules: [ColumnRule] = []
  /// The columns of the request that must come of the answer, in their order.
  package var expected: [WireFieldData] = []
  /// The keys of the rows.
  package var keys: [PrimaryKey] = []

  /// Makes a page with a column of every kind.
  package init(
    using generator: inout SeededGenerator, maximumRows: Int = 12,
    kinds: [ColumnKind] = ColumnKind.all
  ) throws {
    let count = Int.random(in: 0...maximumRows, using: &generator)
    addKeys(count, using: &generator)
    for (index, kind) in kinds.enumerated() {
      let column = RandomColumn(name: "f\(index)", kind: kind, rows: count, using: &generator)
      try add(column, using: &generator)
    }
    try addStructs(count, using: &generator)
    try addUnknown(count, using: &generator)
    answer.sessionTs = generator.next()
    answer.fieldsData.shuffle(using: &generator)
    twin.fieldsData.shuffle(using: &generator)
    // The key's rule comes last, and its column must come first all the same.
    rules.append(rules.removeFirst())
  }

  private mutating func addKeys(_ count: Int, using generator: inout SeededGenerator) {
    let kind =
      Bool.random(using: &generator)
      ? ColumnKind(type: 5, slot: 3) : ColumnKind(type: 21, slot: 6)
    keys = (0..<count).map { _ in
      kind.slot == 3
        ? .int64(Int64(bitPattern: generator.next()))
        : .varchar(String(UInt64.random(in: 0...999, using: &generator)) + "é\"")
    }
    let values = keys.map { key -> RandomValue in
      switch key {
      case .int64(let number): .long(number)
      case .varchar(let text): .bytes(Data(text.utf8))
      }
    }
    var field = WireFieldData()
    field.type = kind.type
    field.fieldName = "id"
    field.scalars = RandomMessages.scalars(slot: kind.slot, values)
    rules.append(ColumnRule(name: "id", isPrimaryKey: true))
    expected.append(field)
    field.fieldID = 100
    answer.fieldsData.append(field)
    twin.fieldsData.append(field)
  }

  private mutating func add(
    _ column: RandomColumn, using generator: inout SeededGenerator
  ) throws {
    answer.fieldsData.append(try column.answered(using: &generator))
    twin.fieldsData.append(try column.answered(using: &generator))
    expected.append(try column.requested())
    rules.append(column.rule)
  }

  private mutating func addStructs(
    _ count: Int, using generator: inout SeededGenerator
  ) throws {
    let isNullable = Bool.random(using: &generator)
    let validity = (0..<count).map { _ in !isNullable || !generator.once(in: 3) }
    var answered = WireFieldData()
    answered.type = 200
    answered.fieldName = "structs"
    var requested = answered
    answered.fieldID = 300
    var twinned = answered
    for (index, kind) in (ColumnKind.arrays + ColumnKind.vectorArrays).enumerated() {
      var column = RandomColumn(name: "s\(index)", kind: kind, rows: count, using: &generator)
      column.isNullable = isNullable
      column.wantsValidData = isNullable
      column.values = zip(column.values, validity).map { value, isValid in
        isValid ? value ?? kind.placeholder : nil
      }
      answered.structArrays.fields.append(try column.answered(using: &generator))
      twinned.structArrays.fields.append(try column.answered(using: &generator))
      requested.structArrays.fields.append(try column.requested())
    }
    answer.fieldsData.append(answered)
    twin.fieldsData.append(twinned)
    expected.append(requested)
    rules.append(ColumnRule(name: "structs", isNullable: isNullable))
  }

  /// Adds columns of types that do not exist yet.
  private mutating func addUnknown(_ count: Int, using generator: inout SeededGenerator) throws {
    for (name, number) in [("elsewhere", 9), ("inside", 3)] {
      var column = WireFieldData()
      column.type = 77
      column.fieldName = name
      let values = Unknown.field(18, [UInt8](generator.data(count)))
      expected.append(try column.adding(Unknown.field(number, values)))
      column.fieldID = 400
      answer.fieldsData.append(try column.adding(Unknown.field(number, values)))
      rules.append(ColumnRule(name: ServerName(name)))
    }
  }
}

/// Fields that no message of this package declares.
package enum Unknown {
  /// A length-delimited field, serialised.
  package static func field(_ number: Int, _ content: [UInt8]) -> [UInt8] {
    var writer = WireWriter()
    writer.bytes(number, content)
    return writer.assemble(copying: [])
  }
}

extension SwiftProtobuf.Message {
  /// The message with more serialised fields.
  package func adding(_ fields: [UInt8]) throws -> Self {
    let bytes: [UInt8] = try serializedBytes()
    return try Self(serializedBytes: bytes + fields)
  }
}
