internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

/// The columns of some rows of a sample, as a request carries them.
struct SampleColumns {
  private let sample: SampleCollection
  private let numbers: [Int]

  init(_ sample: SampleCollection, numbers: [Int]) {
    self.sample = sample
    self.numbers = numbers
  }

  /// Every column that a client has to send.
  var all: [WireFieldData] {
    let computed = Set(sample.schema.functions.flatMap(\.outputFieldNames))
    var columns = sample.schema.fields
      .filter { !computed.contains($0.name) && !($0.isPrimaryKey && $0.autoID) }
      .map { column($0) }
    columns += sample.schema.structArrayFields.map(column)
    if sample.schema.enableDynamicField { columns.append(dynamic) }
    return columns
  }

  private func column(_ structure: WireStructArrayFieldSchema) -> WireFieldData {
    .with {
      $0.type = DataType.arrayOfStruct.rawValue
      $0.fieldName = structure.name
      $0.structArrays.fields = structure.fields.map { column($0, isNullable: structure.nullable) }
    }
  }

  private var dynamic: WireFieldData {
    .with {
      $0.type = DataType.json.rawValue
      $0.fieldName = "$meta"
      $0.isDynamic = true
      $0.scalars.jsonData.data = numbers.map {
        Data(($0 % 3 == 0 ? "{}" : "{\"undeclared\":  \($0), \"list\":[1,2]}").utf8)
      }
    }
  }

  private func column(_ field: WireFieldSchema, isNullable: Bool = false) -> WireFieldData {
    // A row without a value is null, or gets the default value.
    let mayLack = isNullable || field.nullable || field.hasDefaultValue
    let hasValue = { (number: Int) in !mayLack || number % 5 != 3 }
    let stored = numbers.filter(hasValue)
    return .with {
      $0.type = field.dataType
      $0.fieldName = field.name
      if mayLack { $0.validData = numbers.map(hasValue) }
      if DataType(rawValue: field.dataType).isVector {
        $0.vectors = vectors(field, stored)
      } else {
        $0.scalars = scalars(field, stored)
      }
    }
  }

  // MARK: - Scalars

  private func scalars(_ field: WireFieldSchema, _ numbers: [Int]) -> WireScalarField {
    if let storage = sample.futureTypes[field.dataType] {
      return .strange(storage.slot, numbers.map { Array("value \($0)".utf8) })
    }
    let type = DataType(rawValue: field.dataType)
    if field.isPrimaryKey { return keys(type, numbers) }
    guard type == .array else { return SampleValues.scalars(type, numbers) }
    return .with {
      $0.arrayData.elementType = field.elementType
      $0.arrayData.data = numbers.map {
        SampleValues.list(of: DataType(rawValue: field.elementType), number: $0)
      }
    }
  }

  private func keys(_ type: DataType, _ numbers: [Int]) -> WireScalarField {
    .with {
      if type == .int64 {
        $0.longData.data = numbers.map { Int64($0) * 3 - 60 }
      } else {
        $0.stringData.data = numbers.map { Data("key \"\($0)\" \\ é\n".utf8) }
      }
    }
  }

  // MARK: - Vectors

  private func vectors(_ field: WireFieldSchema, _ numbers: [Int]) -> WireVectorField {
    let dimension = field.typeParams.first { $0.key == "dim" }.flatMap { Int($0.value) } ?? 0
    let type = DataType(rawValue: field.dataType)
    if let storage = sample.futureTypes[field.dataType] {
      return .strange(storage.slot, numbers.map { SampleValues.bytes(dimension, $0) })
    }
    guard type == .arrayOfVector else {
      return SampleValues.vectors(type, dimension, numbers)
    }
    let element = DataType(rawValue: field.elementType)
    return .with {
      $0.dim = Int64(dimension)
      $0.vectorArray.dim = Int64(dimension)
      $0.vectorArray.elementType = field.elementType
      $0.vectorArray.data = numbers.map { number in
        SampleValues.vectors(
          element, dimension, (0..<SampleValues.length(number)).map { number * 10 + $0 })
      }
    }
  }
}
