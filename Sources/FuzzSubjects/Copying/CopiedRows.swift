internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport

/// Random rows of a collection: their values follow from the seed and the key alone.
struct CopiedRows {
  let schema: WireCollectionSchema
  let keys: [PrimaryKey]
  let seed: UInt64
  /// Whether some rows have values that servers refuse.
  let isWild: Bool

  /// The request that writes them.
  func request(partition: String) throws -> WireWriteRequest {
    try .with {
      $0.collectionName = schema.name
      $0.partitionName = partition
      $0.numRows = UInt32(keys.count)
      $0.fieldsData = try schema.fields.filter { !($0.isPrimaryKey && $0.autoID) }.map(column)
      if schema.enableDynamicField { $0.fieldsData.append(dynamic) }
    }
  }

  private func column(_ field: WireFieldSchema) throws -> WireFieldData {
    guard !field.isPrimaryKey else { return keyColumn(field) }
    let kind = CopiedValue(of: field, isWild: isWild)
    let mayLack = field.nullable || field.hasDefaultValue
    let values = keys.map { key -> RandomValue? in
      var generator = generator(field.name, key)
      return mayLack && generator.once(in: 3) ? nil : kind.random(using: &generator)
    }
    return try kind.column(values, saysValidity: mayLack)
  }

  private func keyColumn(_ field: WireFieldSchema) -> WireFieldData {
    .with {
      $0.fieldName = field.name
      $0.type = field.dataType
      for key in keys {
        switch key {
        case .int64(let number): $0.scalars.longData.data.append(number)
        case .varchar(let text): $0.scalars.stringData.data.append(Data(text.utf8))
        }
      }
    }
  }

  private var dynamic: WireFieldData {
    .with {
      $0.fieldName = "$meta"
      $0.type = DataType.json.rawValue
      $0.isDynamic = true
      $0.scalars.jsonData.data = keys.map { key in
        var generator = generator("$meta", key)
        let declared = isWild && generator.once(in: 6) ? schema.fields.last?.name : nil
        return Data(CopiedValue.document(besides: declared, using: &generator).utf8)
      }
    }
  }

  private func generator(_ field: String, _ key: PrimaryKey) -> SeededGenerator {
    // FNV-1a: the same in every process.
    let text = "\(field) \(key)"
    return SeededGenerator(
      seed: text.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }
}
